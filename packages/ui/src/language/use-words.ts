import { useSyncExternalStore } from 'react';
import { hearWords, type Spoken, spokenNow } from './spoken.ts';

const readers = new Map<string, () => Spoken>();

/** Words of one namespace (`ui` is this package's own), with the language in force and its locale. */
export function useWords(namespace: string): Spoken {
  const now = readerOf(namespace);
  return useSyncExternalStore(hearWords, now, now);
}

/** The same function each time: React follows another one anew. */
function readerOf(namespace: string): () => Spoken {
  const known = readers.get(namespace);
  if (known) return known;
  const made = () => spokenNow(namespace);
  readers.set(namespace, made);
  return made;
}
