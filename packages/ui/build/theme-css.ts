import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import type { Plugin } from 'vite';
import { mantineVariables, theme } from '../src/theme/mantine.ts';
import { tokenVariables } from '../src/theme/tokens.ts';

const request = 'virtual:theme.css';
const resolved = '\0virtual:theme.css';

/**
 * Writes what Mantine would put into a <style> element at run time into the style sheet instead.
 * That is what lets the page live under `style-src 'self'` without a nonce.
 */
export function themeCss(): Plugin {
  return {
    name: 'theme-css',
    resolveId: (id) => (id === request ? resolved : null),
    load: (id) => (id === resolved ? themeStyleSheet() : null),
  };
}

function themeStyleSheet(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const base = defaultCssVariablesResolver(merged);
  const own = mantineVariables(merged);
  const tokens = tokenVariables();
  return convertCssVariables({
    variables: { ...base.variables, ...own.variables, ...tokens.variables },
    light: { ...base.light, ...own.light, ...tokens.light },
    dark: { ...base.dark, ...own.dark, ...tokens.dark },
  });
}
