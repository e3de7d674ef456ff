// npm run types: the compiler over every workspace, two at a time, each looking again at what has changed only. A source that no tsconfig.json holds is an error too.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { environment, node24, root } from './install.mjs';

const folders = [
  'sync-server',
  'scripts',
  ...['packages', 'apps'].flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`)),
  'packages/testing/electron',
  'scripts/packaging',
];
const projects = folders
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name))
      .map((name) => `${folder}/${name}`),
  );

let wrong = 0;
/** @type {Set<string>} */
const checked = new Set();
const waiting = [...projects];
await Promise.all(Array.from({ length: 2 }, work));
const unchecked = sources().filter((file) => !checked.has(file));
for (const file of unchecked) console.log(`${file}: no tsconfig.json holds it, so nobody checks its types`);
console.log(`types: ${projects.length} projects, ${checked.size} sources, ${wrong} projects with errors`);
process.exit(wrong === 0 && unchecked.length === 0 ? 0 : 1);

async function work() {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const { ok, complaints } = await compiled(project);
    if (ok) continue;
    wrong += 1;
    console.log(`${project}\n${complaints}`);
  }
}

/** @param {string} project @returns {Promise<{ ok: boolean, complaints: string }>} what the compiler has to say */
function compiled(project) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  return new Promise((done) => {
    const remembered = join(root, 'node_modules/.cache/types', `${project.replaceAll('/', '+')}.tsbuildinfo`);
    const incremental = ['--incremental', '--tsBuildInfoFile', remembered];
    const child = spawn(node24, [compiler, '-p', project, '--pretty', 'false', '--listFiles', ...incremental], {
      cwd: root,
      env: environment(),
    });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.stderr.on('data', (part) => (text += part));
    child.on('close', (code) => done({ ok: code === 0, complaints: complaintsIn(text) }));
  });
}

/** Notes the files that the compiler lists, by their path in the repository; the other lines. @param {string} text */
function complaintsIn(text) {
  const lines = text.split('\n');
  const isFile = (/** @type {string} */ line) => /^(\/|[A-Za-z]:[\\/]).*\.(tsx?|mts|cts|json|m?js)$/.test(line);
  for (const line of lines.filter(isFile)) {
    const file = line.replaceAll('\\', '/');
    const place = root.replaceAll('\\', '/');
    if (file.startsWith(place) && !file.includes('/node_modules/')) checked.add(file.slice(place.length));
  }
  return lines.filter((line) => !isFile(line)).join('\n');
}

/** Every TypeScript source of the repository that is still there. */
function sources() {
  const git = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.ts', '*.tsx'], { cwd: root });
  const files = git.status === 0 ? String(git.stdout).split('\n').filter(Boolean) : [];
  return files.filter((file) => !file.endsWith('.d.ts') && existsSync(join(root, file)));
}
