// npm run sim -- --runs 1000 --seed 7 [--steps 600] [--replicas 4] [--workers 1] [--json]: schedules from a seed on; the first broken promise ends it.
// npm run sim -- --seed 7 --kinds calls,rooms: among these kinds of data only, as a seed was found before there were others.
// npm run sim -- --seed 7 --keep 3,17,90: only these steps of one schedule, told one by one.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Portion, PortionResult } from './portion.ts';
import { portionOf } from './portion.ts';
import { type ScheduleOptions, type ScheduleResult, simulate } from './schedule.ts';
import { type Shrunk, shortest } from './shrink.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '600' },
    replicas: { type: 'string', default: '4' },
    workers: { type: 'string', default: '1' },
    keep: { type: 'string' },
    kinds: { type: 'string' },
    json: { type: 'boolean', default: false },
    'no-shrink': { type: 'boolean', default: false },
  },
});
const [runs, first, steps, replicas, workers] = [
  values.runs,
  values.seed,
  values.steps,
  values.replicas,
  values.workers,
].map(Number);
if (!(runs && first !== undefined && Number.isInteger(first) && steps && replicas && workers)) {
  process.stderr.write('--runs, --seed, --steps, --replicas and --workers are whole numbers above zero\n');
  process.exit(2);
}
const options: ScheduleOptions = { steps, replicas, ...(values.kinds && { kinds: values.kinds.split(',') }) };

if (values.keep === undefined) await runAll({ first, runs, options }, workers);
else await replay(first, { ...options, keep: values.keep.split(',').filter(Boolean).map(Number) });

async function runAll(portion: Portion, count: number): Promise<void> {
  const began = performance.now();
  const { done, saved, refused, failed } = await (count === 1 ? portionOf(portion) : inWorkers(portion, count));
  const seconds = (performance.now() - began) / 1000;
  const perSecond = Math.round(done / seconds);
  const range = { from: portion.first, to: portion.first + portion.runs - 1 };
  const shrunk = failed && !values['no-shrink'] ? await shortestOf(failed.seed) : undefined;
  process.exitCode = failed ? 1 : 0;
  if (values.json) {
    const broken = failed?.broken && { seed: failed.seed, databases: failed.databases, ...failed.broken, ...shrunk };
    const figures = { ...range, done, steps, replicas, workers: count, seconds, perSecond, saved, refused, broken };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return;
  }
  if (failed) await tellFailure(failed, shrunk?.keep);
  process.stdout.write(
    `${done} schedules (seeds ${range.from} to ${range.to}) of ${steps} steps, ${replicas} replicas, in ${seconds.toFixed(1)} s ` +
      `(${perSecond} per second${count > 1 ? `, ${count} workers` : ''}): ${saved} entries saved, ${refused} refused, ` +
      `${failed ? `seed ${failed.seed} failed` : 'every promise held'}\n`,
  );
}

async function tellFailure(failed: ScheduleResult, keep: readonly number[] | undefined): Promise<void> {
  process.stdout.write(`${sentenceOf(failed)}\n`);
  if (!keep) return;
  process.stdout.write(`the shortest schedule that fails, ${keep.length} of ${steps} steps:\n`);
  await replay(failed.seed, { ...options, keep });
  process.stdout.write(
    `again: npm run sim -- --seed ${failed.seed} --steps ${steps} --replicas ${replicas} --keep ${keep.join()}\n`,
  );
}

function shortestOf(seed: number): Promise<Shrunk> {
  return shortest(steps ?? 0, async (keep) => (await simulate(seed, { ...options, keep })).broken !== undefined);
}

async function replay(seed: number, chosen: ScheduleOptions): Promise<void> {
  const result = await simulate(seed, { ...chosen, tell: (line) => process.stdout.write(`  ${line}\n`) });
  process.stdout.write(`${sentenceOf(result)}\n`);
  process.exitCode = result.broken ? 1 : 0;
}

function sentenceOf({ seed, databases, broken }: ScheduleResult): string {
  const name = `seed ${seed} (${databases.join(' and ')})`;
  if (!broken) return `${name}: every promise held`;
  const which = broken.promise === 0 ? 'an invariant' : `promise ${broken.promise}`;
  return `${name}: ${which} does not hold: ${broken.what}`;
}

/** The seeds are dealt out in turn; the first failure ends all. */
async function inWorkers(portion: Portion, count: number): Promise<PortionResult> {
  const started = Array.from({ length: count }, (_, at) => {
    const own: Portion = { ...portion, first: portion.first + at, step: count };
    return new Worker(new URL('./portion.ts', import.meta.url), { workerData: own });
  });
  const results = await Promise.all(started.map((worker) => resultOf(worker, () => endAll(started, worker))));
  return results.reduce((sum, one) => ({
    done: sum.done + one.done,
    saved: sum.saved + one.saved,
    refused: sum.refused + one.refused,
    failed: sum.failed ?? one.failed,
  }));
}

function resultOf(worker: Worker, failed: () => void): Promise<PortionResult> {
  return new Promise((done, broken) => {
    worker.once('error', broken);
    worker.once('message', (result: PortionResult) => {
      if (result.failed) failed();
      done(result);
    });
    worker.once('exit', () => done({ done: 0, saved: 0, refused: 0, failed: undefined })); // ended because another one failed
  });
}

function endAll(all: readonly Worker[], but: Worker): void {
  for (const worker of all) if (worker !== but) void worker.terminate();
}
