import type { Entry } from '@healthcare/domain';
import type { Journal, Journaled } from '../../core/index.ts';
import { same } from '../../stores/conformance/same.ts';

/** A journal that is open, and how to open it anew on what the disk has. */
export interface OpenedJournal {
  readonly journal: Journal;
  /** Undefined for a journal that forgets when it is closed. */
  readonly reopen: (() => Promise<OpenedJournal>) | undefined;
}

export interface JournalCase {
  readonly name: string;
  readonly run: (opened: OpenedJournal) => Promise<void>;
}

/** What every `Journal` has to do, as the core relies on it. Plain functions, so that they run in a page as well. */
export const journalCases: readonly JournalCase[] = [
  {
    name: 'gives what was appended, whole and oldest first',
    run: async ({ journal }) => {
      same(await journal.pending(), []);
      await journal.append([line('b', 'rooms')]);
      await journal.append([line('a'), line('c')]);
      same(await journal.pending(), [line('b', 'rooms'), line('a'), line('c')]);
    },
  },
  {
    name: 'an entry that is there already stays as it is, and where it is',
    run: async ({ journal }) => {
      await journal.append([line('a'), line('b')]);
      await Promise.all([journal.append([line('a', 'rooms')]), journal.append([line('a', 'staff'), line('c')])]);
      same(await journal.pending(), [line('a'), line('b'), line('c')]);
    },
  },
  {
    name: 'forgets what was acknowledged; unknown ids and repeats change nothing',
    run: async ({ journal }) => {
      await journal.acknowledge(['never']);
      await journal.append([line('a'), line('b'), line('c')]);
      await journal.acknowledge(['b', 'never', 'a']);
      await journal.acknowledge(['b']);
      await journal.acknowledge([]);
      same(ids(await journal.pending()), ['c']);
      await journal.append([line('a')]);
      same(ids(await journal.pending()), ['c', 'a']);
    },
  },
  {
    name: 'appends under way at the same time are all kept, each once',
    run: async ({ journal }) => {
      const all = Array.from({ length: 50 }, (_, at) => line(`e${at}`));
      await Promise.all(all.map((one, at) => journal.append(at % 5 === 0 ? [one, line('shared')] : [one])));
      same(ids(await journal.pending()).toSorted(), [...ids(all), 'shared'].toSorted());
    },
  },
  {
    name: 'keeps a thousand at once, and forgets them at once',
    run: async ({ journal }) => {
      const all = Array.from({ length: 1000 }, (_, at) => line(`e${at}`));
      await journal.append(all);
      same(ids(await journal.pending()), ids(all));
      await journal.acknowledge(ids(all.slice(1)));
      same(ids(await journal.pending()), ['e0']);
    },
  },
  {
    name: 'what was appended is there after closing and opening, what was acknowledged is not',
    run: async ({ journal, reopen }) => {
      await journal.append([line('a'), line('b')]);
      await journal.append([line('c', 'rooms')]);
      await journal.acknowledge(['b']);
      if (!reopen) return; // Keeps nothing by design.
      const again = await reopen();
      same(await again.journal.pending(), [line('a'), line('c', 'rooms')]);
      await again.journal.append([line('a'), line('d')]);
      const last = await again.reopen?.();
      same(ids((await last?.journal.pending()) ?? []), ['a', 'c', 'd']);
    },
  },
];

const by = { user: 'salma', grant: 'g1', workstation: 'wk-1' };

/** An entry of that id, with what a format could stumble over. */
export function line(id: string, db = 'calls'): Journaled {
  const data = { description: 'سلمى, Émile\n"two lines"', beds: [1, { free: null }] };
  const entry: Entry = { id, kind: 'amended', at: '0mk2vvvvv000-wk-1', by, after: ['e0'], data };
  return { db, document: `document of ${id}`, entry };
}

function ids(lines: readonly Journaled[]): readonly string[] {
  return lines.map(({ entry }) => entry.id);
}
