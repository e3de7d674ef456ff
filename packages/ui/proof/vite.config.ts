import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { themeCss } from '../build/theme-css.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  plugins: [react(), themeCss()],
  // Never inline: a font turned into a data: URL is refused by `font-src 'self'`.
  build: {
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
});
