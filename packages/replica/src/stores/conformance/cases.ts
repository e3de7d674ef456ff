import { anyAggregate, type Entry } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { type HeldRow, heldRow, type KeptRefusal, type Store } from '../../core/index.ts';
import { same } from './same.ts';

/** A store that is open, how to open it anew on what the disk has, and its refusals. */
export interface Opened {
  readonly store: Store;
  refusals(): Promise<readonly KeptRefusal[]>;
  /** Undefined for a store that forgets when it is closed. */
  readonly reopen: (() => Promise<Opened>) | undefined;
  /** Ids of everything the disk still has in any form, tombstones too. */
  traces(): Promise<readonly string[]>;
}

export interface Case {
  readonly name: string;
  readonly run: (opened: Opened) => Promise<void>;
}

/** What every `Store` has to do, as the core relies on it. Plain functions, so that they run in a page as well. */
export const cases: readonly Case[] = [
  {
    name: 'gives rows in the order asked for, and nothing for what it does not have',
    run: async ({ store }) => {
      await store.put([row('b'), row('a')], []);
      same((await store.get(['a', 'x', 'b'])).map(bare), [bare(row('a')), undefined, bare(row('b'))]);
    },
  },
  {
    name: 'a later row replaces the earlier one as a whole',
    run: async ({ store }) => {
      await store.put([row('a', ['e1', 'e2'])], []);
      await store.put([row('a', [])], []);
      same((await store.get(['a'])).map(bare), [bare(row('a', []))]);
    },
  },
  {
    name: 'writes and drops in one batch, also what was not read before',
    run: async ({ store }) => {
      await store.put([row('a'), row('b')], []);
      await store.put([row('c')], ['a', 'never']);
      same(await store.ids().then(sorted), ['b', 'c']);
      same(await store.get(['a']), [undefined]);
    },
  },
  {
    name: 'of a dropped document nothing stays, and it can come back',
    run: async ({ store, traces }) => {
      await store.put([row('a'), row('b', ['e1'])], []);
      await store.put([], ['a', 'b']);
      same(await traces(), []);
      await store.put([row('a')], []);
      same((await store.get(['a'])).map(bare), [bare(row('a'))]);
    },
  },
  {
    name: 'lists what is unsent, at most so many, except those named',
    run: async ({ store }) => {
      await store.put([row('a', ['e1']), row('b'), row('c', ['e1']), row('d', ['e1'])], []);
      same(ids(await store.unsent(10, new Set())), ['a', 'c', 'd']);
      same(ids(await store.unsent(10, new Set(['c']))), ['a', 'd']);
      same((await store.unsent(2, new Set())).length, 2);
      same((await store.unsent(2, new Set(['a', 'c']))).length, 1);
      await store.put([row('a'), row('c')], ['d']);
      same(await store.unsent(Number.MAX_SAFE_INTEGER, new Set()), []);
    },
  },
  {
    name: 'keeps the checkpoint, the last one told',
    run: async ({ store }) => {
      same(await store.checkpoint(), undefined);
      await store.setCheckpoint({ since: 3, lineage: 'l' });
      await store.setCheckpoint({ since: 0, lineage: '' });
      same(await store.checkpoint(), { since: 0, lineage: '' });
    },
  },
  {
    name: 'keeps a refusal once, as it was first told',
    run: async ({ store, refusals }) => {
      await store.keepRefusals([refused('e1', 'call/closed')]);
      await store.keepRefusals([refused('e1', 'call/unknown'), refused('e2', 'call/closed')]);
      same(sorted((await refusals()).map(({ entry, code }) => `${entry} ${code}`)), [
        'e1 call/closed',
        'e2 call/closed',
      ]);
    },
  },
  {
    name: 'takes a thousand rows at once',
    run: async ({ store }) => {
      const many = Array.from({ length: 1000 }, (_, at) => row(`d${at}`));
      await store.put(many, []);
      await store.put(
        many.slice(0, 500).map(({ id }) => row(id, ['e1'])),
        many.slice(500).map(({ id }) => id),
      );
      same((await store.ids()).length, 500);
      same((await store.unsent(1000, new Set())).length, 500);
    },
  },
  {
    name: 'what was put is there after closing and opening',
    run: async ({ store, reopen }) => {
      await store.put([row('a', ['e1']), row('b')], []);
      await store.put([], ['b']);
      await store.setCheckpoint({ since: 7, lineage: 'l' });
      await store.keepRefusals([refused('e9', 'call/closed')]);
      if (!reopen) return; // Keeps nothing by design.
      const again = await reopen();
      same((await again.store.get(['a', 'b'])).map(bare), [bare(row('a', ['e1'])), undefined]);
      same(ids(await again.store.unsent(10, new Set())), ['a']);
      same(await again.store.checkpoint(), { since: 7, lineage: 'l' });
      same((await again.refusals()).length, 1);
    },
  },
];

const by = { user: 'salma', grant: 'g1', workstation: 'wk-1' };

/** A call raised at one bed; `unsent` names more of its entries. */
function row(id: string, unsent: readonly string[] = []): HeldRow {
  const data = { kind: 'emergency', priority: 'high', wardId: '4B', roomId: 'r1', room: '401' };
  const raised: Entry = { id: 'e0', kind: 'raised', at: '0mk2vvvvv000-wk-1', by, after: [], data };
  const seen = unsent.map((entry, at): Entry => {
    return { id: entry, kind: 'seen', at: `0mk2vvvvv00${at + 1}-wk-1`, by, after: ['e0'], data: {} };
  });
  return heldRow(anyAggregate(calls), id, { entries: [raised, ...seen], unsent, rev: '1-a', leaving: false });
}

function refused(entry: string, code: string): KeptRefusal {
  const was: Entry = { id: entry, kind: 'seen', at: '0mk2vvvvv000-wk-1', by, after: [], data: {} };
  return { entry, code, document: 'a', was, scopes: ['ward:4B'] };
}

/** Without what a store keeps for itself. */
function bare(held: HeldRow | undefined): unknown {
  return held && Object.fromEntries(Object.entries(held).filter(([field]) => !field.startsWith('_')));
}

function ids(rows: readonly HeldRow[]): readonly string[] {
  return sorted(rows.map(({ id }) => id));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}
