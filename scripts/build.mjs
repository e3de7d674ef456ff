// npm run build: the page (Vite) and the desktop part (esbuild) of every app. `buildStale` builds only what is older than its sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, node24, root } from './install.mjs';

const shared = ['packages/domain/src', 'packages/protocol/src', 'package-lock.json', 'tsconfig.base.json'];
const apps = ['ward', 'admin'];
const parts = apps.flatMap((app) => [pageOf(app), desktopOf(app)]);

/** @param {string} app */
function pageOf(app) {
  const config = `apps/${app}/vite.config.ts`;
  return {
    name: `${app}-page`,
    app,
    result: `apps/${app}/dist/renderer/index.html`,
    sources: [
      ...shared,
      'packages/desktop/src/api.ts',
      'packages/desktop/src/banner-sentences.ts',
      'packages/replica/src',
      'packages/ui/src',
      'packages/ui/build',
      'packages/features/src',
      `apps/${app}/renderer`,
      config,
      'resources',
    ],
    build: [`${root}node_modules/vite/bin/vite.js`, 'build', '-c', config, '--logLevel', 'warn'],
  };
}

/** @param {string} app */
function desktopOf(app) {
  return {
    name: `${app}-desktop`,
    app,
    result: `apps/${app}/dist/main.cjs`,
    sources: [
      'package-lock.json',
      'packages/desktop/src',
      `apps/${app}/main.ts`,
      `apps/${app}/preload.ts`,
      'scripts/build-desktop.mjs',
    ],
    build: [`${root}scripts/build-desktop.mjs`, app],
  };
}

/** Builds every part whose sources are not those it was last built from. */
export async function buildStale() {
  for (const part of parts) {
    const now = fingerprintOf(part.sources);
    const mark = join(root, `apps/${part.app}`, `.built-${part.name}`);
    if (existsSync(join(root, part.result)) && existsSync(mark) && readFileSync(mark, 'utf8') === now) continue;
    console.log(`building ${part.name} …`);
    build(part);
    writeFileSync(mark, now);
  }
}

/** @param {{ name: string, build: string[] }} part */
function build(part) {
  const { status } = spawnSync(node24, ['--no-warnings', ...part.build], {
    cwd: root,
    stdio: 'inherit',
    env: environment({ NODE_ENV: 'production' }),
  });
  if (status === 0) return;
  console.error(`${part.name} could not be built`);
  process.exit(status ?? 1);
}

/** @param {readonly string[]} sources names, sizes and times of every file */
function fingerprintOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, join(root, source));
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addTo(hash, path) {
  if (!existsSync(path)) return;
  const { isDirectory, size, mtimeMs } = { ...statOf(path) };
  if (!isDirectory) hash.update(`${path} ${size} ${mtimeMs}\n`);
  else for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
}

/** @param {string} path */
function statOf(path) {
  const found = statSync(path);
  return { isDirectory: found.isDirectory(), size: found.size, mtimeMs: found.mtimeMs };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const part of parts) build(part);
