import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Place, ScopeTable } from './scope-table.ts';
import { rowFor, type StoredDocument } from './unite.ts';

type Room = StoredDocument & { readonly _rev: string; readonly keys: readonly string[] };

/** Documents that say themselves who may hold them. */
const aggregate: AnyAggregate = {
  ...(allAggregates.get('rooms') as AnyAggregate),
  scopes: (view) => (view as Room).keys,
};

interface Write {
  readonly id: string;
  readonly keys: readonly string[];
  readonly deleted: boolean;
}

const anyKeys = fc.subarray(['a', 'b', 'c', 'staff']);
const anyWrites = fc.array(
  fc.record<Write>({
    id: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6'),
    keys: anyKeys,
    deleted: fc.boolean(),
  }),
  { maxLength: 300 },
);

/** The feed as the database has it: each document once, where it was written last. */
function feedOf(writes: readonly Write[], table?: ScopeTable) {
  const feed = new Map<string, { readonly seq: number; readonly id: string; readonly doc: Room }>();
  writes.forEach(({ id, keys, deleted }, at) => {
    const ever = [...new Set([...(feed.get(id)?.doc.ever ?? []), ...keys])];
    const doc = { _id: id, _rev: `${at + 1}-x`, entries: [], keys, ever, ...(deleted && { _deleted: true }) };
    feed.delete(id);
    feed.set(id, { seq: at + 1, id, doc });
    table?.take({ seq: at + 1, id, doc });
  });
  return [...feed.values()];
}

const asked = fc.record({ scopes: anyKeys, since: fc.nat(300), base: fc.nat(300) });

test('the table gives a caller exactly the rows that a look at every document would give them', () => {
  fc.assert(
    fc.property(anyWrites, asked, (writes, { scopes, since, base }) => {
      const table = new ScopeTable(aggregate);
      const feed = feedOf(writes, table);
      const wanted = feed.filter((change) => change.seq > since && rowFor(aggregate, change, scopes, base));
      expect(namesOf(table.after(scopes, since, base))).toEqual(wanted.map(({ seq, id, doc }) => [seq, id, doc._rev]));
      expect(table.countAfter(scopes, since, base)).toBe(wanted.length);
      const held = feed.filter((change) => rowFor(aggregate, change, scopes, Number.POSITIVE_INFINITY));
      expect([...table.ids(scopes)]).toEqual(held.map(({ id }) => id));
      expect(table.count(scopes)).toBe(held.length);
      const newest = held.reverse().slice(0, 3);
      expect(namesOf(table.newest(scopes, 3))).toEqual(newest.map(({ seq, id, doc }) => [seq, id, doc._rev]));
      const concerned = feed.filter(({ doc }) => doc.ever.some((key) => scopes.includes(key)));
      expect(table.lastSeq(scopes)).toBe(concerned.at(-1)?.seq ?? 0);
    }),
  );
});

function namesOf(places: Iterable<Place>) {
  return [...places].map(({ seq, id, rev }) => [seq, id, rev]);
}
