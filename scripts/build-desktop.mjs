import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);

/**
 * Bundles an app's main and preload: `apps/<app>/dist/main.cjs` and `preload.cjs`. The page is Vite's.
 * A sandboxed preload has no modules of its own, so each is one file; `electron` stays a require.
 */
export async function buildDesktop(app = 'ward') {
  const folder = fileURLToPath(new URL(`apps/${app}/`, root));
  const shared = {
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['electron'],
    // CommonJS has no import.meta; the folder of the bundle is what the app's main asks for.
    define: { 'import.meta.dirname': '__dirname' },
    legalComments: 'none',
    logLevel: 'warning',
  };
  await build({ ...shared, entryPoints: [`${folder}main.ts`], outfile: `${folder}dist/main.cjs` });
  await build({ ...shared, entryPoints: [`${folder}preload.ts`], outfile: `${folder}dist/preload.cjs` });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDesktop(process.argv[2]);
