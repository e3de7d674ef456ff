// What npm start and npm test need before anything of the project can run. No dependency of its own; runs on Node 20.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const mark = `${root}node_modules/.healthcare-installed`;
/** The Node that every script of the project runs on, whatever the machine has. */
export const node24 = `${root}node_modules/node/bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`;

/** Installs the packages of the lock file unless they are there already. Exits with npm's code when it cannot. */
export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (existsSync(node24) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.log('installing packages (first run, or the lock file has changed) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other systems, which some registries do not carry.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(npm, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('npm install failed: the packages could not be installed. Is a package registry reached?');
    process.exit(status ?? 1);
  }
  if (!existsSync(node24)) {
    console.error(
      'The package "node" has not installed its binary: npm must be allowed to run its install script (allowScripts in package.json).',
    );
    process.exit(1);
  }
  writeFileSync(mark, wanted);
}

/** An environment in which `node` is Node 24 and the project's tools are found. */
export function environment(more = {}) {
  const bin = `${root}node_modules/node/bin`;
  const tools = `${root}node_modules/.bin`;
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: [bin, tools, process.env.PATH].join(separator), ...more };
}
