// npm run types: the compiler over every workspace, two at a time. Tests are checked as well.
import { spawn } from 'node:child_process';
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
const waiting = [...projects];
await Promise.all(Array.from({ length: 2 }, work));
console.log(`types: ${projects.length} projects, ${wrong} with errors`);
process.exit(wrong === 0 ? 0 : 1);

async function work() {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const output = await compiled(project);
    if (output === null) continue;
    wrong += 1;
    console.log(`${project}\n${output}`);
  }
}

/** @param {string} project @returns {Promise<string | null>} what the compiler has to say, or null */
function compiled(project) {
  return new Promise((done) => {
    const child = spawn(node24, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project, '--pretty', 'false'], {
      cwd: root,
      env: environment(),
    });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.stderr.on('data', (part) => (text += part));
    child.on('close', (code) => done(code === 0 ? null : text));
  });
}
