// npm run mutants [-- --runs 1200 --only <words>]: plants one fault after the other in a copy and asks whether the simulator notices.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Plant, plants } from './plants.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1200' }, only: { type: 'string', default: '' } },
});

/** What the simulator imports, by folder. */
const workspaces = {
  domain: 'packages/domain',
  protocol: 'packages/protocol',
  replica: 'packages/replica',
  testing: 'packages/testing',
  'sync-server': 'sync-server',
} as const;

/** A copy of the needed folders that imports itself and nothing of the original but its dependencies. */
function copied(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  mkdirSync(join(copy, 'node_modules/@healthcare'), { recursive: true });
  symlinkSync(join(root, 'node_modules/zod'), join(copy, 'node_modules/zod'));
  for (const [name, folder] of Object.entries(workspaces)) {
    for (const part of ['package.json', 'src']) {
      mkdirSync(dirname(join(copy, folder, part)), { recursive: true });
      cpSync(join(root, folder, part), join(copy, folder, part), { recursive: true });
    }
    symlinkSync(join(copy, folder), join(copy, 'node_modules/@healthcare', name));
  }
  return copy;
}

/** The line that tells which seed failed; undefined when none did. A schedule that never ends is noticed too. */
function noticed(copy: string): string | undefined {
  const cli = join(copy, 'packages/testing/src/simulator/cli.ts');
  const run = spawnSync(process.execPath, [cli, '--runs', values.runs], { encoding: 'utf8', timeout: 300_000 });
  if (run.error) return 'it hangs';
  if (run.status === 0) return undefined;
  return run.stdout.split('\n')[0] || run.stderr.split('\n').find((line) => line.includes('Error')) || 'it ended';
}

function tried(copy: string, { what, file, from, to, redundant }: Plant): boolean {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  if (!sound.includes(from)) throw new Error(`"${what}" cannot be planted: ${file} does not read "${from}" any more`);
  writeFileSync(
    path,
    sound.replaceAll(from, () => to),
  );
  const found = noticed(copy);
  writeFileSync(path, sound);
  const word = found ? 'caught' : redundant ? 'spare ' : 'MISSED';
  const why = found?.slice(0, 110) ?? redundant;
  process.stdout.write(`${word}  ${what}${why ? `  (${why})` : ''}\n`);
  return found !== undefined;
}

const copy = copied();
try {
  const sound = noticed(copy);
  if (sound) throw new Error(`without any fault planted: ${sound}`);
  const chosen = plants.filter(({ what }) => values.only.split('|').some((words) => what.includes(words)));
  const caught = chosen.filter((plant) => tried(copy, plant)).length;
  process.stdout.write(`${caught} of ${chosen.length} planted faults caught, ${values.runs} schedules each\n`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
