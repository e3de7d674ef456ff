import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { registeredSchemes } from './schemes.ts';

/** The name of the preload's world, by which its execution contexts are known. */
export const preloadWorld = 'electron-preload';

/** Unguessable, so that a page cannot speak for its own preload. */
const token = `electron-double-${randomBytes(8).toString('hex')}`;
let library: string | undefined;

export interface PreloadOptions {
  readonly preload: string | undefined;
  readonly withSubFrames: boolean;
}

export function mainWorldScript({ withSubFrames }: PreloadOptions): string {
  const schemes = JSON.stringify(registeredSchemes());
  return wrapped(`electronDouble.mainWorld(${JSON.stringify(token)}, ${withSubFrames}, ${schemes})`);
}

export function isolatedWorldScript({ preload, withSubFrames }: PreloadOptions): string {
  if (!preload) return '';
  const shown = {
    platform: process.env.ELECTRON_DOUBLE_PLATFORM ?? process.platform,
    versions: process.versions,
    env: {},
    argv: [],
    sandboxed: true,
    contextIsolated: true,
    type: 'renderer',
  };
  const body = `function (require, module, exports, process) {${readFileSync(preload, 'utf8')}\n}`;
  return wrapped(
    `electronDouble.isolatedWorld(${JSON.stringify(token)}, ${JSON.stringify(shown)}, ${body}, ${withSubFrames})`,
  );
}

function wrapped(call: string): string {
  library ??= buildSync({
    entryPoints: [fileURLToPath(new URL('../page/index.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'electronDouble',
    target: 'es2022',
  }).outputFiles[0]?.text;
  return `(() => { ${library}\n${call}; })()`;
}
