import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import type { Plugin } from 'vite';
import { mantineVariables, theme } from '../src/theme/mantine.ts';
import { tokenVariables } from '../src/theme/tokens.ts';
import { earlyPage } from './early-page.ts';

const request = 'virtual:theme.css';
const resolved = '\0virtual:theme.css';

/**
 * What a page of ours needs of its build: Mantine's variables in the style sheet (`virtual:theme.css`), and the colours and
 * direction of this workstation before the first paint.
 */
export function themeCss(): Plugin[] {
  return [styleSheet(), earlyPage()];
}

/**
 * Writes what Mantine would put into a <style> element at run time into the style sheet instead.
 * That is what lets the page live under `style-src 'self'` without a nonce.
 */
function styleSheet(): Plugin {
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
