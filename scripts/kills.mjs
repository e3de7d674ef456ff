// npm run kills -- --rounds 50: server, main process and Chromium die in the middle of a save, so many times; nothing called saved may be missing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, node24, root } from './install.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const file = 'apps/ward/desktop-e2e/kept-twice.desktop.test.ts';
const { status } = spawnSync(node24, [vitest, 'run', '--project', 'desktop', file, '-t', 'everything is killed'], {
  cwd: root,
  env: { ...environment(), HEALTHCARE_KILL_ROUNDS: values.rounds },
  stdio: 'inherit',
});
process.exit(status ?? 1);
