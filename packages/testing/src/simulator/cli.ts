// npm run sim -- --runs 1000 --seed 7 [--steps 600] [--replicas 4] [--json]: schedules from a seed on; the first broken promise ends it.
import { parseArgs } from 'node:util';
import { type ScheduleResult, simulate } from './schedule.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '600' },
    replicas: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});
const [runs, first, steps, replicas] = [values.runs, values.seed, values.steps, values.replicas].map(Number);
if (!(runs && first !== undefined && Number.isInteger(first) && steps && replicas)) {
  process.stderr.write('--runs, --seed, --steps and --replicas are whole numbers above zero\n');
  process.exit(2);
}

const began = performance.now();
let [done, saved, refused] = [0, 0, 0];
let failed: ScheduleResult | undefined;
while (done < runs && !failed) {
  const result = await simulate(first + done, { steps, replicas });
  done += 1;
  saved += result.saved;
  refused += result.refused;
  if (result.broken) failed = result;
}
const seconds = (performance.now() - began) / 1000;
const perSecond = Math.round(done / seconds);
if (values.json) {
  const broken = failed?.broken && { seed: failed.seed, kind: failed.kind, ...failed.broken };
  process.stdout.write(`${JSON.stringify({ done, steps, replicas, seconds, perSecond, saved, refused, broken })}\n`);
}
if (failed?.broken) {
  const { promise, what } = failed.broken;
  process.stdout.write(`seed ${failed.seed} (${failed.kind}): promise ${promise} does not hold: ${what}\n`);
  process.stdout.write(
    `again: npm run sim -- --runs 1 --seed ${failed.seed} --steps ${steps} --replicas ${replicas}\n`,
  );
}
process.stdout.write(
  `${done} schedules of ${steps} steps, ${replicas} replicas, in ${seconds.toFixed(1)} s (${perSecond} per second): ` +
    `${saved} entries saved, ${refused} refused, ${failed ? `seed ${failed.seed} failed` : 'every promise held'}\n`,
);
process.exitCode = failed ? 1 : 0;
