// npm run mutants [-- --runs 20000 --workers 2 --only "words|other words"]: plants one fault after the other in a copy and asks whether the simulator notices, or the test that is named for it.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { type Plant, plants } from './plants.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    workers: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
});

/** What the simulator imports, by folder. */
const workspaces = {
  domain: 'packages/domain',
  protocol: 'packages/protocol',
  replica: 'packages/replica',
  testing: 'packages/testing',
  'sync-server': 'sync-server',
} as const;

/** Schedules without any fault planted that have to pass first. */
const SOUND_RUNS = '200';
/** A schedule that never ends is noticed too; 20,000 that end take less (ms). */
const HANGS_MS = 30 * 60_000;

/** Without the settings of the repository, and beside other work (ms). */
const PATIENCE_MS = '120000';

/** A copy of the needed folders that imports itself and nothing of the original but its dependencies. */
function copied(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  mkdirSync(join(copy, 'node_modules/@healthcare'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@healthcare') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  for (const [name, folder] of Object.entries(workspaces)) {
    for (const part of ['package.json', 'src', 'testing'].filter((one) => existsSync(join(root, folder, one)))) {
      mkdirSync(dirname(join(copy, folder, part)), { recursive: true });
      cpSync(join(root, folder, part), join(copy, folder, part), { recursive: true });
    }
    symlinkSync(join(copy, folder), join(copy, 'node_modules/@healthcare', name));
  }
  return copy;
}

/** What the simulator said, and at which seed; undefined when it noticed nothing. */
function noticed(copy: string, runs: string): Promise<string | undefined> {
  const cli = join(copy, 'packages/testing/src/simulator/cli.ts');
  const run = spawn(process.execPath, [cli, '--runs', runs, '--json', '--no-shrink'], { timeout: HANGS_MS });
  let [out, errors] = ['', ''];
  run.stdout.on('data', (part) => {
    out += part;
  });
  run.stderr.on('data', (part) => {
    errors += part;
  });
  return new Promise((done) => {
    run.once('close', (code, signal) => {
      if (code === 0) return done(undefined);
      if (signal) return done('it hangs');
      const broken = out.startsWith('{') ? JSON.parse(out).broken : undefined;
      if (broken) return done(`seed ${broken.seed}: ${broken.what}`);
      done(errors.split('\n').find((line) => line.includes('Error')) ?? 'it ended');
    });
  });
}

/** The first test of this file that fails; undefined when all of them pass. */
function failedIn(copy: string, test: string): Promise<string | undefined> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const run = spawn(process.execPath, [vitest, 'run', '--root', copy, '--testTimeout', PATIENCE_MS, test], {
    timeout: HANGS_MS,
  });
  let out = '';
  for (const stream of [run.stdout, run.stderr])
    stream.on('data', (part) => {
      out += stripVTControlCharacters(String(part));
    });
  return new Promise((done, failed) => {
    run.once('close', (code) => {
      const red = /FAIL +(.*)/.exec(out)?.[1];
      if (code !== 0 && !red) failed(new Error(`${test} did not run: ${out}`));
      done(code === 0 ? undefined : red);
    });
  });
}

async function tried(copy: string, { what, file, from, to, noticedBy }: Plant): Promise<boolean> {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  if (!sound.includes(from)) throw new Error(`"${what}" cannot be planted: ${file} does not read "${from}" any more`);
  writeFileSync(
    path,
    sound.replaceAll(from, () => to),
  );
  const began = performance.now();
  const found = await (noticedBy ? failedIn(copy, noticedBy) : noticed(copy, values.runs));
  writeFileSync(path, sound);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(`${found ? 'caught' : 'MISSED'}  ${what}  (${found?.slice(0, 130) ?? `${seconds} s`})\n`);
  return found !== undefined;
}

const chosen = plants.filter(({ what }) => values.only.split('|').some((words) => what.includes(words)));
const waiting = [...chosen];
let caught = 0;

async function worker(): Promise<void> {
  const copy = copied();
  try {
    const sound = await noticed(copy, SOUND_RUNS);
    if (sound) throw new Error(`without any fault planted: ${sound}`);
    for (const test of new Set(chosen.flatMap(({ noticedBy }) => noticedBy ?? [])))
      if (await failedIn(copy, test)) throw new Error(`without any fault planted: ${test} fails`);
    for (let plant = waiting.shift(); plant; plant = waiting.shift()) if (await tried(copy, plant)) caught += 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

await Promise.all(Array.from({ length: Number(values.workers) }, worker));
process.stdout.write(`${caught} of ${chosen.length} planted faults noticed, within ${values.runs} schedules each\n`);
process.exitCode = caught === chosen.length ? 0 : 1;
