import type { Entry } from '@healthcare/domain';
import type { Journal, Journaled } from '../core/index.ts';

/** The journal that a desktop offers its page: entries of JSON with an id of their own, flushed when `append` resolves. */
export interface DesktopFile {
  append(entry: DesktopLine): Promise<void>;
  acknowledge(ids: readonly string[]): Promise<void>;
  pending(): Promise<readonly { readonly id: string }[]>;
}

/** No interface: that would not be taken for something of JSON. */
type DesktopLine = {
  readonly id: string;
  readonly db: string;
  readonly document: string;
  // biome-ignore lint/suspicious/noExplicitAny: an entry is JSON, which its own type does not say.
  readonly entry: any;
};

/** Most ids in one message to the main process. */
const MOST_IDS = 10_000;

/** The main process's file as the replica's journal. Lines of another make, such as a test's own, are passed over. */
export function desktopJournal(file: DesktopFile): Journal {
  return {
    append: async (entries) => {
      // Together: they share one flush.
      await Promise.all(entries.map(({ db, document, entry }) => file.append({ id: entry.id, db, document, entry })));
    },
    acknowledge: async (entryIds) => {
      for (let from = 0; from < entryIds.length; from += MOST_IDS)
        await file.acknowledge(entryIds.slice(from, from + MOST_IDS));
    },
    pending: async () => (await file.pending()).flatMap((line) => journaledIn(line)),
  };
}

function journaledIn(line: object): readonly Journaled[] {
  const { db, document, entry } = line as Partial<Journaled>; // each is looked at below
  return typeof db === 'string' && typeof document === 'string' && isEntry(entry) ? [{ db, document, entry }] : [];
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'id' in value;
}
