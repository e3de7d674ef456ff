import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHistory } from '../../laws/any-history.ts';
import { entryOf, story } from '../../laws/entries-for-tests.ts';
import { sameEntry } from './entry.ts';
import { heads, knowledge, ordered, past, union } from './history.ts';
import { Clock, HEARD_AHEAD_MS, stamp, stampMs } from './stamp.ts';

const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

test('union is commutative, associative and idempotent, and loses nothing', () => {
  fc.assert(
    fc.property(anyHistory(), fc.nat(), fc.nat(), (all, cutA, cutB) => {
      const a = all.filter((_, at) => (at + cutA) % 3 !== 0);
      const b = all.filter((_, at) => (at + cutB) % 2 === 0);
      const c = all.slice(cutA % (all.length + 1));
      expect(union(a, b)).toEqual(union(b, a));
      expect(union(union(a, b), c)).toEqual(union(a, union(b, c)));
      expect(union(a, a)).toEqual(union(a, []));
      expect(new Set(ids(union(a, b)))).toEqual(new Set([...ids(a), ...ids(b)]));
    }),
  );
});

test('order puts every entry behind those its author knew, whatever the clocks say', () => {
  fc.assert(
    fc.property(anyHistory(), (all) => {
      const place = new Map(ordered(all).map(({ id }, at) => [id, at]));
      for (const entry of all)
        for (const before of entry.after) expect(place.get(before)).toBeLessThan(place.get(entry.id) ?? -1);
      expect(ordered([...all].reverse())).toEqual(ordered(all));
    }),
  );
});

test('a predecessor that was refused is passed over', () => {
  const [first, second, third] = story({ kind: 'a' }, { kind: 'b' }, { kind: 'c' });
  expect(ids(ordered([third!, first!]))).toEqual([first!.id, third!.id]);
  expect(second).toBeDefined();
});

test('a forged circle of histories ends, in the order of the clocks', () => {
  const a = { ...entryOf({ kind: 'a', atMs: 5 }), id: 'a', after: ['b'] };
  const b = { ...entryOf({ kind: 'b', atMs: 6 }), id: 'b', after: ['a'] };
  expect(ids(ordered([b, a]))).toEqual(['a', 'b']);
});

test('knowing is what the history says, through any number of steps, never what the clock says', () => {
  fc.assert(
    fc.property(anyHistory(), (all) => {
      const inOrder = ordered(all);
      const knows = knowledge(inOrder);
      const reach = (id: string): Set<string> => {
        const entry = all.find((one) => one.id === id);
        const direct = entry?.after ?? [];
        return new Set(direct.flatMap((before) => [before, ...reach(before)]));
      };
      for (const a of all) for (const b of all) expect(knows(a.id, b.id)).toBe(reach(a.id).has(b.id));
    }),
    { numRuns: 40 },
  );
});

test('heads are the entries nobody names', () => {
  const [first, second] = story({ kind: 'a' }, { kind: 'b' });
  const apart = entryOf({ kind: 'c' }, [first!]);
  expect(heads([first!, second!, apart])).toEqual([second!.id, apart.id].sort());
});

test("past: ancestors, and the author's own earlier entries of the same workstation", () => {
  const [first, second] = story({ kind: 'a', user: 'salma' }, { kind: 'b', user: 'omar' });
  const own = entryOf({ kind: 'c', user: 'omar', saw: [first!] }, [first!]);
  expect(ids(past([first!, second!, own], own)).sort()).toEqual([first!.id, second!.id].sort());
  const stranger = entryOf({ kind: 'd', user: 'rania' }, [first!]);
  expect(ids(past([first!, second!, stranger], stranger))).toEqual([first!.id]);
});

test('the same entry is known by its content, not by the order of its fields', () => {
  const entry = entryOf({ kind: 'a', data: { one: 1, two: [1, { x: 2 }] } });
  const { data, id, ...rest } = entry;
  expect(sameEntry(entry, { data: { two: data.two, one: data.one }, ...rest, id })).toBe(true);
  expect(sameEntry(entry, { ...entry, data: { one: 1, two: [1, { x: 3 }] } })).toBe(false);
});

test('stamps sort as text in the order of time, then count', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 41), fc.nat(2 ** 41), fc.nat(46_655), fc.nat(46_655), (a, b, m, n) => {
      const before = a < b || (a === b && m < n);
      expect(stamp(a, m, 'x') < stamp(b, n, 'x')).toBe(before);
      expect(stampMs(stamp(a, m, 'x'))).toBe(a);
    }),
  );
});

test('a clock only goes forward, also when the wall clock jumps back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 40 }), (walls) => {
      let wall = 0;
      const clock = new Clock('n', () => wall);
      const given = walls.map((ms) => {
        wall = ms;
        return clock.next();
      });
      expect(given).toEqual([...given].sort());
      expect(new Set(given).size).toBe(given.length);
    }),
  );
});

test('46,656 stamps within one millisecond stay in order', () => {
  const clock = new Clock('n', () => 7);
  let before = clock.next();
  for (let n = 0; n < 46_700; n += 1) {
    const next = clock.next();
    if (next <= before) expect.fail(`${next} after ${before}`);
    before = next;
  }
});

test('a clock follows what it hears, but never further than two minutes past its own wall time', () => {
  const clock = new Clock('n', () => 1_000_000);
  clock.hear(stamp(1_000_000 + HEARD_AHEAD_MS, 3, 'm'));
  expect(clock.next() > stamp(1_000_000 + HEARD_AHEAD_MS, 3, 'm')).toBe(true);
  const calm = new Clock('n', () => 1_000_000);
  calm.hear(stamp(1_000_001 + HEARD_AHEAD_MS, 0, 'm'));
  expect(stampMs(calm.next())).toBe(1_000_000);
});
