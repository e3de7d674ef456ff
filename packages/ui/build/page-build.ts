import type { BuildOptions } from 'vite';

/** How the page of every app is built; the folder is seen from the app's `renderer`. */
export const pageBuild: BuildOptions = {
  outDir: '../dist/renderer',
  emptyOutDir: true,
  target: 'chrome140',
  // Never inline: a font or icon turned into a data: URL is refused by `font-src 'self'`.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  // One file, loaded once from the disk: a second round trip costs more than the bytes.
  chunkSizeWarningLimit: 2000,
};
