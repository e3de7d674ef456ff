import {
  type AnyAggregate,
  allAggregates,
  type Entry,
  heads,
  type Person,
  past,
  refusal,
  stamp,
} from '@healthcare/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerFor, type Court, rowFor, type StoredDocument, storedFrom, unite } from './unite.ts';

const calls = allAggregates.get('calls') as AnyAggregate;
const startMs = Date.UTC(2026, 0, 5);
const raise = { kind: 'emergency', priority: 'high', wardId: '4B', roomId: 'r1', room: '401' };
const people = new Map<string, Person>(
  (
    [
      ['salma', 'nurse'],
      ['omar', 'doctor'],
      ['nadia', 'pharmacist'],
    ] as const
  ).map(([user, role]) => [user, { user, role, wards: role === 'pharmacist' ? [] : ['4B'] }]),
);

function courtWith(refused: ReadonlyMap<string, ReturnType<typeof refusal>> = new Map()): Court {
  return {
    authorOf: ({ by }) => people.get(by.user) ?? refusal('grant/unknown', by.grant),
    refusedBefore: (id) => refused.get(id),
    isProven: () => false,
    nowMs: startMs + 3_600_000,
  };
}

function entry(id: string, kind: string, more: Partial<Entry> = {}): Entry {
  const by = { user: 'salma', grant: 'gr-1', workstation: 'wk-1' };
  return { id, kind, at: stamp(startMs, 0, 'wk-1'), by, after: [], data: {}, ...more };
}

interface Act {
  readonly kind: string;
  readonly user: string;
  readonly skewMs: number;
  readonly sees: number;
}
const data: Readonly<Record<string, Entry['data']>> = {
  amended: { bed: '2' },
  cancelled: { reason: 'pressed by mistake' },
  raised: raise,
};
/** A call, and what three people did to it, each seeing a part of it and with a wrong clock; some of it may not stand. */
const anyStory: fc.Arbitrary<readonly Entry[]> = fc
  .array(
    fc.record<Act>({
      kind: fc.constantFrom(
        'seen',
        'accepted',
        'arrived',
        'amended',
        'handedBack',
        'done',
        'cancelled',
        'raised',
        'takenOver',
      ),
      user: fc.constantFrom('salma', 'omar', 'nadia', 'stranger'),
      skewMs: fc.integer({ min: -60_000, max: 60_000 }),
      sees: fc.nat(2 ** 9),
    }),
    { maxLength: 9 },
  )
  .map((acts) => {
    const all: Entry[] = [entry('e0', 'raised', { data: raise })];
    acts.forEach(({ kind, user, skewMs, sees }, at) => {
      const seen = all.filter((_, place) => place === 0 || ((sees >> place) & 1) === 1);
      const by = { user, grant: `gr-${user}`, workstation: `wk-${at}` };
      const withPast = [...new Set(seen.flatMap((one) => [...past(all, one), one]))];
      const stamped = stamp(startMs + at * 1000 + skewMs, 0, by.workstation);
      all.push(entry(`e${at + 1}`, kind, { at: stamped, by, after: heads(withPast), data: data[kind] ?? {} }));
    });
    return all;
  });

/** What the server has after these entries came one by one. */
function after(arrivals: readonly Entry[]) {
  const refused = new Map<string, ReturnType<typeof refusal>>();
  let stored: StoredDocument | undefined;
  for (const one of arrivals) {
    const { next, refused: no } = unite(calls, stored, { id: 'c1', entries: [one] }, courtWith(refused));
    for (const each of no) refused.set(each.entry.id, each.refusal);
    stored = next ?? stored;
  }
  return { stored, refused: [...refused].sort() };
}

/** Another order in which they can arrive: nobody's entry before one that its author saw. */
function reordered(all: readonly Entry[], keys: readonly number[]): readonly Entry[] {
  const left = [...all];
  const out: Entry[] = [];
  while (left.length > 0) {
    const free = left.filter((one) => one.after.every((id) => out.some((done) => done.id === id)));
    const next = free[(keys[out.length] ?? 0) % free.length] as Entry;
    left.splice(left.indexOf(next), 1);
    out.push(next);
  }
  return out;
}

test('whatever the order of arrival: the same document, and the same entries refused for the same reasons (promise 3)', () => {
  fc.assert(
    fc.property(anyStory, fc.array(fc.nat(20), { maxLength: 10 }), (all, keys) => {
      const [one, other] = [after(all), after(reordered(all, keys))];
      expect(other.refused).toEqual(one.refused);
      expect({ ...other.stored, ever: [] }).toEqual({ ...one.stored, ever: [] });
    }),
    { numRuns: 300 },
  );
});

test('each entry ends as exactly one of: in the document, or refused (promise 2); all at once is the same as one by one', () => {
  fc.assert(
    fc.property(anyStory, (all) => {
      const { next, refused } = unite(calls, undefined, { id: 'c1', entries: all }, courtWith());
      const ends = [...(next?.entries ?? []).map(({ id }) => id), ...refused.map(({ entry: { id } }) => id)];
      expect(ends.sort()).toEqual(all.map(({ id }) => id).sort());
      expect(next?.entries).toEqual(after(all).stored?.entries);
    }),
    { numRuns: 300 },
  );
});

test('pushed again, nothing changes and the verdicts stay (promise 4)', () => {
  fc.assert(
    fc.property(anyStory, (all) => {
      const { stored, refused } = after(all);
      const again = unite(calls, stored, { id: 'c1', entries: all }, courtWith(new Map(refused)));
      expect(again.next).toBeUndefined();
      expect(again.refused.map(({ entry: { id } }) => id).sort()).toEqual(refused.map(([id]) => id));
    }),
    { numRuns: 200 },
  );
});

const first = entry('e1', 'raised', { data: raise });
const stored: StoredDocument = { ...storedFrom(calls, 'c1', [first]), _rev: '1-a' };

test('an entry that comes back altered is refused, and what stands stays', () => {
  const altered = { ...first, data: { ...raise, room: '402' } };
  const { next, refused } = unite(calls, stored, { id: 'c1', entries: [altered] }, courtWith());
  expect([next, refused]).toEqual([undefined, [{ entry: altered, refusal: refusal('entry/altered', 'e1') }]]);
});

test('a document that lacks an earlier entry removes nothing', () => {
  const second = entry('e2', 'seen', { after: ['e1'], at: stamp(startMs + 1, 0, 'wk-1') });
  const { next } = unite(calls, stored, { id: 'c1', entries: [second] }, courtWith());
  expect(next?.entries.map(({ id }) => id)).toEqual(['e1', 'e2']);
});

test('a clock within a day ahead is skew, beyond it is broken', () => {
  const at = (aheadMs: number) =>
    entry('e2', 'seen', { after: ['e1'], at: stamp(courtWith().nowMs + aheadMs, 0, 'wk-1') });
  const day = 86_400_000;
  const verdict = (aheadMs: number) =>
    unite(calls, stored, { id: 'c1', entries: [at(aheadMs)] }, courtWith()).refused[0];
  expect([verdict(day)?.refusal.code, verdict(day + 1)?.refusal.code]).toEqual([undefined, 'entry/clock-ahead']);
});

test('the feed gives a document to whom it may concern, takes it from whom it left, and is silent to all others', () => {
  const moved = { ...stored, ever: ['ward:3A', 'ward:4B'] };
  const change = { seq: 7, id: 'c1', doc: moved };
  const row = (scopes: readonly string[], base: number) => rowFor(calls, change, scopes, base);
  expect(row(['ward:4B'], 0)).toMatchObject({ seq: 7, doc: { _id: 'c1', state: 'raised' } });
  expect(row(['ward:4B'], 0)?.doc).not.toHaveProperty('ever');
  expect(row(['ward:3A'], 0)).toEqual({ seq: 7, id: 'c1', changes: [{ rev: '1-a' }], removed: true });
  expect(row(['ward:3A'], 7)).toBeUndefined();
  expect(row(['ward:5A', 'staff'], 0)).toBeUndefined();
});

test('a sender gets the document only when they lack something', () => {
  const mine = entry('e2', 'seen', { after: ['e1'] });
  const theirs = entry('e3', 'amended', { after: ['e1'], data: { bed: '3' } });
  const now = { ...storedFrom(calls, 'c1', [first, mine]), _rev: '2-b' };
  const told = (rev: string, more: Partial<Parameters<typeof answerFor>[2]> = {}) =>
    answerFor(calls, { id: 'c1', rev, entries: [mine] }, { before: stored, now, refused: [], ...more }, ['ward:4B']);
  expect(told('1-a')).toEqual({ ok: true, id: 'c1', rev: '2-b', refused: [] });
  expect(told('0-x').doc).toMatchObject({ state: 'seen', _rev: '2-b' });
  expect(told('1-a', { refused: [{ entry: 'e9', code: 'call/closed' }] }).doc).toBeDefined();
  // Two who pushed at the same time from the same revision are answered by one write: each lacks the other's entry.
  const together = { ...storedFrom(calls, 'c1', [first, mine, theirs]), _rev: '2-b' };
  expect(told('1-a', { now: together }).doc?.entries).toHaveLength(3);
  const elsewhere = (held: StoredDocument) =>
    answerFor(calls, { id: 'c1', entries: [mine] }, { before: stored, now: held, refused: [] }, ['ward:5A']);
  // To who never could hold it, it looks like one that is not there; who could is told by which revision it went.
  expect(elsewhere(now)).toEqual({ ok: true, id: 'c1', refused: [], removed: true });
  const left = { ...now, ever: ['ward:4B', 'ward:5A'] };
  expect(elsewhere(left)).toEqual({ ok: true, id: 'c1', rev: '2-b', refused: [], removed: true });
});

test('who held a document before an entry came late is remembered: they have to be told that it left', () => {
  const held = { ...stored, ever: [...stored.ever, 'ward 9Z'] };
  const late = entry('late', 'seen', { after: [first.id] });
  const { next } = unite(calls, held, { id: 'c1', entries: [late] }, courtWith());
  expect(next?.ever).toContain('ward 9Z');
});
