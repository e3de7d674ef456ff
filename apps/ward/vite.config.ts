import { themeCss } from '@healthcare/ui/build';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlineShell } from './renderer/offline/offline-shell.ts';

export default defineConfig({
  root: new URL('./renderer', import.meta.url).pathname,
  // Relative, because the page is also served from the desktop's own scheme and never knows its own origin.
  base: './',
  plugins: [react(), themeCss(), offlineShell()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // Never inline: a font or icon turned into a data: URL is refused by `font-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One file, loaded once from the disk: a second round trip costs more than the bytes.
    chunkSizeWarningLimit: 2000,
  },
});
