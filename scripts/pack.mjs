// Packs an app: npm run pack -- [--app ward] [--system linux|win|mac] [--target dir,deb,…] [--electron local|download|dummy]
import { parseArgs } from 'node:util';
import { buildDesktop } from './build-desktop.mjs';
import { packApp } from './packaging/pack-app.ts';

const { values } = parseArgs({
  options: {
    app: { type: 'string', default: 'ward' },
    system: { type: 'string', default: 'linux' },
    target: { type: 'string', default: 'dir' },
    electron: { type: 'string', default: 'local' },
  },
});
const { app, system, target, electron } = values;
mustBe('--system', system, ['linux', 'win', 'mac']);
mustBe('--electron', electron, ['local', 'download', 'dummy']);

await buildDesktop(app);
const packed = await packApp({ app, system, targets: target.split(','), electron });
console.log(`\npacked ${packed.folder}`);
for (const artifact of packed.artifacts) console.log(`       ${artifact}`);
if (!packed.isRunnable) {
  console.log(
    '       There is no Electron for this system here: the code is packed around a dummy and cannot be started.',
  );
  console.log('       On a machine that reaches Electron’s downloads, run it with --electron download.');
}

/** @param {string} name @param {string} given @param {readonly string[]} allowed */
function mustBe(name, given, allowed) {
  if (allowed.includes(given)) return;
  console.error(`${name} ${given} is not known: use ${allowed.join(', ')}`);
  process.exit(2);
}
