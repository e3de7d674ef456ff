import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entries, type Entry, stamp } from '@healthcare/domain';
import type { SignedIn } from '@healthcare/protocol';
import { seedFolder } from '@healthcare/sync-server';
import { entryBy } from './acts.ts';
import { asked, beginning, type Place, timed, traversal } from './asking.ts';
import { childOf } from './child.ts';
import { type Figure, quantile } from './figures.ts';
import { freePort, removeFolder } from './seeded.ts';

const STORED = [1000, 10_000, 60_000] as const;
const WARDS = 10;
/** Calls that change before a workstation catches up: in most rounds few, once many. */
const FEW = 20;
const MANY = 100;
const ROUNDS = 12;

/** What a ward's workstation pays for its own documents, by how many the hospital has stored. */
export async function scopeFigures(share = 1): Promise<readonly Figure[]> {
  const sizes = STORED.map((stored) => Math.max(1000, stored * share));
  const figures: Figure[] = [];
  const warm = new Map<number, number>();
  for (const stored of sizes) {
    const measured = await measuredAt(stored);
    figures.push(...measured.figures);
    warm.set(stored, measured.warmMs);
  }
  const [least = 0, most = 0] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const ratio = (warm.get(most) ?? Number.NaN) / (warm.get(least) ?? Number.NaN);
  const what = `catching up with ${FEW} changes: ${most} stored / ${least} stored`;
  return [...figures, { what, value: ratio, unit: '×', wanted: { atMost: 2 }, note: 'cost follows the changes' }];
}

async function measuredAt(stored: number): Promise<{ readonly figures: readonly Figure[]; readonly warmMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-scopes-'));
  const people = [{ user: 'import', role: 'nurse', wards: Array.from({ length: WARDS }, (_, n) => `w${n}`) } as const];
  const calls = Array.from({ length: stored }, (_, n) => callOf(n));
  await seedFolder(folder, { accounts: [], people, documents: { calls } });
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const started = () => timed(() => childOf('hospital-server.ts', [folder, port], true));
  let server = (await started()).result;
  const { sessions } = await server.ask<{ readonly sessions: readonly SignedIn[] }>({ wards: ['w3'], each: 1 });
  const [nurse] = sessions as [SignedIn];
  const first = await timed(() => traversal(url, 'calls', nurse.token, beginning));
  const ward = { url, nurse, wardCalls: stored / WARDS };
  const few = await caughtUp(ward, first.result.at, { rounds: ROUNDS, changes: FEW });
  const many = await caughtUp(ward, few.at, { rounds: 3, changes: MANY });
  await change(ward, FEW);
  await server.end(); // SIGKILL: what the server knew is only what it had written
  const again = await started();
  server = again.result;
  const cold = await timed(() => traversal(url, 'calls', nurse.token, many.at));
  if (cold.result.rows !== FEW) throw new Error(`${cold.result.rows} rows of ${FEW} after a restart`);
  const warm = await caughtUp(ward, cold.result.at, { rounds: 1, changes: FEW });
  await server.end();
  removeFolder(folder);
  const of = `${stored} stored`;
  const warmMs = quantile(few.ms, 0.5);
  return {
    warmMs,
    figures: [
      {
        what: `${of}: first pull of a ward of ${WARDS}`,
        value: first.ms,
        unit: 'ms',
        note: `${first.result.rows} documents`,
      },
      {
        what: `${of}: catching up with ${FEW} changes`,
        value: warmMs,
        unit: 'ms',
        note: `median of ${ROUNDS}, other changes each`,
      },
      {
        what: `${of}: catching up with ${MANY} changes`,
        value: quantile(many.ms, 0.5),
        unit: 'ms',
        note: 'median of 3',
      },
      { what: `${of}: start after a kill until it listens`, value: again.ms, unit: 'ms' },
      {
        what: `${of}: first answer after that start`,
        value: cold.ms,
        unit: 'ms',
        note: `${FEW} changes; the next ${(warm.ms[0] ?? 0).toFixed(0)} ms`,
      },
    ],
  };
}

interface Ward {
  readonly url: string;
  readonly nurse: SignedIn;
  readonly wardCalls: number;
}

let changed = 0;

/** So many calls of the ward change, each round others, as far as there are others. */
async function change({ url, nurse, wardCalls }: Ward, changes: number): Promise<void> {
  const docs = Array.from({ length: changes }, () => {
    changed += 1;
    const id = `c${((changed * 37) % wardCalls) * WARDS + 3}`; // 37 and the powers of ten have no factor in common
    const amended = { id: `${id}-n${changed}`, kind: 'amended', data: { bed: String(changed) }, after: [`${id}-2`] };
    return { _id: id, entries: [entryBy(nurse, amended)] };
  });
  const answers = await asked<readonly { readonly refused?: readonly unknown[] }[]>(url, '/db/calls/_bulk_docs', {
    body: { docs },
    token: nurse.token,
  });
  if (answers.some(({ refused }) => refused?.length !== 0)) throw new Error(`refused: ${JSON.stringify(answers[0])}`);
}

async function caughtUp(ward: Ward, from: Place, { rounds, changes }: { rounds: number; changes: number }) {
  const ms: number[] = [];
  let at = from;
  for (let round = 0; round < rounds; round += 1) {
    await change(ward, changes);
    const caught = await timed(() => traversal(ward.url, 'calls', ward.nurse.token, at));
    if (caught.result.rows !== changes) throw new Error(`${caught.result.rows} rows of ${changes}`);
    ms.push(caught.ms);
    at = caught.result.at;
  }
  return { ms, at };
}

/** Somebody has accepted it: the server asks nobody else, and changes nothing by itself. */
function callOf(n: number): Entries {
  const by = { user: 'import', grant: 'import', workstation: 'import' };
  const data = { kind: 'assistance', priority: 'low', wardId: `w${n % WARDS}`, roomId: 'r1', room: '401' };
  const at = stamp(Date.now() - 3_600_000, 0, 'import');
  const raised: Entry = { id: `c${n}-1`, kind: 'raised', at, by, after: [], data };
  const accepted: Entry = { id: `c${n}-2`, kind: 'accepted', at, by, after: [raised.id], data: {} };
  return { id: `c${n}`, entries: [raised, accepted] };
}
