import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { calls } from '../calls/index.ts';
import type { Person } from '../rights/roles.ts';
import { stays } from '../stays/index.ts';
import { type AnyAggregate, anyAggregate } from './aggregate.ts';
import type { Entry } from './entry.ts';
import { fold } from './fold.ts';
import { ordered, past, union } from './history.ts';
import { judge } from './judge.ts';

const someCalls = anyAggregate(calls);
const raise = (wardId: string) => ({ kind: 'emergency', priority: 'high', wardId, roomId: 'r', room: '1' });
const raised = (wardId: string, user: string, atMs?: number): Made => ({
  kind: 'raised',
  user,
  data: raise(wardId),
  ...(atMs !== undefined && { atMs }),
});
const place = (wardId: string) => ({ wardId, roomId: 'r', room: '1', bedId: 'b', bed: '1' });
const everywhere = (user: string): Person => ({ user, role: 'nurse', wards: ['4B', '3A', '9Z'] });

function verdict(aggregate: AnyAggregate, entries: readonly Entry[], entry: Entry): string | undefined {
  return judge(aggregate, { entries, wasRefused: () => false }, entry, everywhere(entry.by.user))?.code;
}

test('D1 D2 a call cannot be moved to another ward by an earlier beginning under its id', () => {
  const own = story(raised('4B', 'salma'));
  const forged = entryOf(raised('3A', 'rania', 0));
  expect(forged.at < own[0]!.at).toBe(true);
  expect(verdict(someCalls, own, forged)).toBe('document/begun-already');
  expect(verdict(someCalls, [], forged)).toBeUndefined();
});

test('D1 not even by who began it, with a clock that was set back', () => {
  const own = story(raised('4B', 'salma'));
  expect(verdict(someCalls, own, entryOf(raised('3A', 'salma', 0)))).toBe('document/begun-already');
});

test('D1 D2 a stay is not taken to another ward by a claim that knows nothing of it', () => {
  const own = story({ kind: 'claimed', data: { patient: 'Sara Adel', ...place('4B') } });
  const forged = entryOf({ kind: 'claimed', user: 'rania', atMs: 0, data: { patient: 'x', ...place('3A') } });
  expect(verdict(anyAggregate(stays), own, forged)).toBe('document/begun-already');
});

test('D1 a refused predecessor does not make a beginning of it', () => {
  const own = story(raised('4B', 'salma'));
  const forged = { ...entryOf(raised('3A', 'rania', 0)), after: ['refused before'] };
  const circumstances = { entries: own, wasRefused: (id: string) => id === 'refused before' };
  expect(judge(someCalls, circumstances, forged, everywhere('rania'))?.code).toBe('document/begun-already');
});

test('an entry that may not stand for another reason is told that reason', () => {
  const own = story(raised('4B', 'salma'));
  expect(verdict(someCalls, own, entryOf({ kind: 'seen', user: 'rania' }))).toBe('right/missing');
});

interface Hand {
  readonly user: string;
  readonly wardId: string;
  readonly atMs: number;
  readonly further: number;
}

const anyHand = (user: string, wardId: string): fc.Arbitrary<Hand> =>
  fc.record({
    user: fc.constant(user),
    wardId: fc.constant(wardId),
    atMs: fc.integer({ min: 0, max: 1_000_000 }),
    further: fc.nat(4),
  });

/** What one hand did to the document, knowing of nobody else. */
function deedsOf({ user, wardId, atMs, further }: Hand): readonly Entry[] {
  const entries = [entryOf(raised(wardId, user, atMs))];
  for (let n = 1; n <= further; n += 1)
    entries.push(entryOf({ kind: 'amended', user, atMs: atMs + n, data: { bed: `${n}` } }, entries));
  return entries;
}

/** A server that is given the entries in this order, each hand's in the order of its history. */
function server(given: readonly Entry[]) {
  let standing: readonly Entry[] = [];
  const refused = new Map<string, string>();
  for (const entry of given) {
    const person = everywhere(entry.by.user);
    const no = judge(someCalls, { entries: standing, wasRefused: (id) => refused.has(id) }, entry, person);
    if (no) refused.set(entry.id, no.code);
    else standing = union(standing, [entry]);
  }
  return { standing, refused };
}

test('D1 D3 D4 whoever comes first has begun it: its ward stays, all its hand did stands, and every other hand is refused, whatever the clocks say', () => {
  const hands = fc.tuple(anyHand('salma', '4B'), anyHand('rania', '3A'), anyHand('zed', '9Z'));
  fc.assert(
    fc.property(hands, fc.array(fc.nat(2), { maxLength: 30 }), (all, turns) => {
      const queues = all.map((hand) => [...deedsOf(hand)]);
      const given = [...turns, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2].flatMap((at) => queues[at]?.shift() ?? []);
      const first = given[0] as Entry;
      const { standing, refused } = server(given);
      expect(new Set(standing.map(({ by }) => by.user))).toEqual(new Set([first.by.user]));
      expect(standing.length + refused.size).toBe(given.length);
      expect(fold(calls, standing).wardId).toBe(all.find(({ user }) => user === first.by.user)?.wardId);
      expect(standing.filter((entry) => past(standing, entry).length === 0)).toEqual([first]);
      // What has been accepted is the same everywhere, in whatever order it comes.
      expect(fold(calls, [...standing].reverse())).toEqual(fold(calls, ordered(standing)));
    }),
  );
});
