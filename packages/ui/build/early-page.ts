import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { settingNames } from '../src/settings.ts';

/**
 * Turns the page to the colours and the direction last chosen here before anything is painted: at night no white flash, in Arabic no
 * screen that jumps over. A small file of its own, because the policy `script-src 'self'` refuses scripts inside the page, and not a
 * module, because modules wait until the page was painted.
 */
const source = `(() => {
  const page = document.documentElement;
  page.dataset.mantineColorScheme = 'light';
  try {
    if (localStorage.getItem('${settingNames.scheme}') === 'dark') page.dataset.mantineColorScheme = 'dark';
    if (localStorage.getItem('${settingNames.language}') === 'ar') { page.lang = 'ar'; page.dir = 'rtl'; }
  } catch {
    // No storage: the page keeps the look it was written with.
  }
})();
`;

const version = createHash('sha256').update(source).digest('hex').slice(0, 8);
const built = `assets/early-page-${version}.js`;
const served = 'early-page.js';

/** Adds the early script to the build and to the head of its page. Part of `themeCss()`. */
export function earlyPage(): Plugin {
  let building = true;
  return {
    name: 'early-page',
    configResolved(config) {
      building = config.command === 'build';
    },
    buildStart() {
      if (building) this.emitFile({ type: 'asset', fileName: built, source });
    },
    configureServer(server) {
      server.middlewares.use(`/${served}`, (_request, response) => {
        response.setHeader('content-type', 'text/javascript').end(source);
      });
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'script', attrs: { src: `./${building ? built : served}` }, injectTo: 'head-prepend' as const },
      ],
    },
  };
}
