import { answered, ended, placeOf, Reopened } from '../idb-place.ts';
import { spaceToWrite } from '../space/index.ts';
import type { KeyringPlace } from './keyring.ts';

const TEXTS = 'texts';
const KEY = 'people';

/** In IndexedDB, with files of its own where the browser can. Flushed: a counted try is not forgotten by pulling the plug. */
export async function idbKeyring(name: string): Promise<KeyringPlace> {
  const place = await placeOf(name).catch(() => indexedDB); // a page without buckets of its own: at stake is a PIN, not an entry
  const open = async () => ({ database: await opened(place, name) });
  // Twice: a browser may clear away what it found damaged, and then opens.
  const { database: first } = await open().catch(open);
  const database = new Reopened(first, open);
  return {
    read: () => database.use((now) => answered<string | undefined>(now.transaction(TEXTS).objectStore(TEXTS).get(KEY))),
    write: async (text) => {
      await spaceToWrite();
      await database.use(async (now) => {
        const writing = now.transaction(TEXTS, 'readwrite', { durability: 'strict' });
        const done = ended(writing);
        writing.objectStore(TEXTS).put(text, KEY);
        await done;
      });
    },
  };
}

/** For as long as the page lives, where nothing can be kept: calls must come up without PINs, too. */
export function keyringInMemory(): KeyringPlace {
  let kept: string | undefined;
  return {
    read: async () => kept,
    write: async (text) => {
      kept = text;
    },
  };
}

function opened(place: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = place.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TEXTS);
  return answered(request);
}
