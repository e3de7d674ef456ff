import type { Replica } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { quietSync, Told } from '../../app/replica-for-tests.ts';
import type { Call } from '../call.ts';
import { callWith, noon } from '../calls-for-tests.ts';
import { CallHistory, type HistoryFound } from './call-history.ts';

const HOUR_MS = 3_600_000;

interface Range {
  readonly $gte?: string;
  readonly $lt?: string;
}

/** A shelf of closed calls that counts how often it is read. */
function shelfOf(count: number) {
  const all = new Map<string, Call>();
  const total = new Told(0);
  const sync = new Told(quietSync);
  let reads = 0;
  const close = (id: string, raisedMs: number) => {
    all.set(id, callWith(id, {}, [{ kind: 'cancelled', by: 'n1', after: 5, data: { reason: 'mistake' } }], raisedMs));
  };
  for (let at = 0; at < count; at++) close(`c${at}`, noon + at * HOUR_MS);
  const read = async ({ where = {}, limit = 1e9 }: { where?: { raisedAt?: Range }; limit?: number }) => {
    if (limit > 1) reads++;
    const { $gte = '', $lt = '~' } = where.raisedAt ?? {};
    const sorted = [...all.values()].sort((a, b) => (a.raisedAt < b.raisedAt ? -1 : 1));
    return sorted.filter(({ raisedAt }) => raisedAt >= $gte && raisedAt < $lt).slice(0, limit);
  };
  const shelves = { calls: { read, watchCount: () => total } };
  const now = noon + count * HOUR_MS;
  const history = new CallHistory(
    { shelves, sync } as unknown as Replica,
    () => Promise.resolve(),
    () => now,
  );
  return { history, all, total, sync, close, reads: () => reads };
}

function lookAt(history: CallHistory): () => HistoryFound {
  let found: HistoryFound = { rows: [], read: 0, total: 0 };
  history.watch([]).subscribe((now) => {
    found = now;
  });
  return () => found;
}

test('everything is read, one span of time after the other, the latest first', async () => {
  const { history, total, reads } = shelfOf(1200);
  const found = lookAt(history);
  total.tell(1200);
  await expect.poll(() => found().read).toBe(1200);
  expect(found().rows[0]?.id).toBe('c1199');
  expect(found().rows.at(-1)?.id).toBe('c0');
  expect(reads()).toBeGreaterThan(2);
  expect(reads()).toBeLessThan(20);
});

test('a call closed later is found by reading the last day only', async () => {
  const { history, total, close, reads } = shelfOf(1200);
  const found = lookAt(history);
  total.tell(1200);
  await expect.poll(() => found().read).toBe(1200);
  const before = reads();
  close('new', noon + 1201 * HOUR_MS);
  total.tell(1201);
  await expect.poll(() => found().read).toBe(1201);
  expect(found().rows[0]?.id).toBe('new');
  expect(reads()).toBe(before + 1);
});

test('what has left the workstation leaves the list', async () => {
  const { history, total, all } = shelfOf(600);
  const found = lookAt(history);
  total.tell(600);
  await expect.poll(() => found().read).toBe(600);
  all.delete('c7');
  total.tell(599);
  await expect.poll(() => found().read).toBe(599);
  expect(found().rows.some(({ id }) => id === 'c7')).toBe(false);
});

test('a first sync is not disturbed; the history follows when it is through', async () => {
  const { history, total, sync, reads } = shelfOf(20);
  const found = lookAt(history);
  sync.tell({ ...quietSync, progress: { done: 1, total: 20 } });
  const before = reads();
  total.tell(10);
  total.tell(20);
  expect(reads()).toBe(before);
  sync.tell(quietSync);
  await expect.poll(() => found().read).toBe(20);
});
