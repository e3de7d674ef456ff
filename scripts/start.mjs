// npm start: installs what is missing, then hands over to Node 24.
import { spawn } from 'node:child_process';
import { environment, installPackages, node24, root } from './install.mjs';

installPackages();
const child = spawn(node24, ['--no-warnings', `${root}scripts/start/start.ts`, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: environment(),
});
// Ctrl-C reaches the whole group; the child ends what it started, and this process ends with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
