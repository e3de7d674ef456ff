// npm run bench [-- delivery|scope|fleet|outage|workstation|beds|patients|files|sealed|signatures]: prints a table, and JSON into bench-results/.
// `--small` runs scope, fleet, outage and patients at a tenth, to see that they run; `--profile` writes what the pages of beds did as CPU profiles. Those figures say nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { bedsFigures } from './beds-bench.ts';
import { deliveryFigures } from './delivery.ts';
import { type Figure, met, tableOf } from './figures.ts';
import { filesFigures } from './files-bench.ts';
import { fleetFigures } from './fleet-bench.ts';
import { outageFigures } from './outage-bench.ts';
import { patientFigures } from './patients-bench.ts';
import { resultsFolder } from './profiled.ts';
import { scopeFigures } from './scope-bench.ts';
import { sealedFigures } from './sealed-bench.ts';
import { signatureFigures } from './signature-bench.ts';
import { workstationFigures } from './workstation-bench.ts';

const SECONDS = 20;
const share = process.argv.includes('--small') ? 0.1 : 1;
const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  delivery: () => deliveryFigures(SECONDS),
  scope: () => scopeFigures(share),
  fleet: () => fleetFigures(share),
  outage: () => outageFigures(share),
  workstation: workstationFigures,
  beds: bedsFigures,
  patients: () => patientFigures(share),
  files: filesFigures,
  sealed: sealedFigures,
  signatures: signatureFigures,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = wanted.find((name) => !(name in parts));
if (unknown !== undefined) {
  console.error(`no such part: ${unknown}. There are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const before = loadavg()[0] ?? 0;
console.log(`${cpus().length} cores, load before ${before.toFixed(2)}, Node ${process.version}`);
const figures: Figure[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const measured = (await parts[name]?.()) ?? [];
  console.log(`\n${name}\n${tableOf(measured)}`);
  figures.push(...measured);
}
mkdirSync(resultsFolder, { recursive: true });
const file = join(resultsFolder, `${new Date().toISOString().replace(/[:.]/g, '-')}.json`);
writeFileSync(
  file,
  `${JSON.stringify({ cores: cpus().length, load: { before, after: loadavg()[0] }, node: process.version, figures }, null, 2)}\n`,
);
const missed = figures.filter((figure) => met(figure) === false);
console.log(`\n${figures.length} figures, ${missed.length} missed; written to bench-results/`);
process.exit(0);
