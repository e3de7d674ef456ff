import type { Streamed } from './streamed.ts';

interface OneByOne<Document> {
  watchOne(id: string): Streamed<Document | undefined>;
}

/** The documents of these ids, as they change, in the order of the ids; those that are not held here are left out. */
export function documentsOf<Document>(
  shelf: OneByOne<Document>,
  ids: Streamed<readonly string[]>,
): Streamed<readonly Document[]> {
  return {
    subscribe(next) {
      const watched = new Map<string, { unsubscribe(): void }>();
      const known = new Map<string, Document | undefined>();
      let wanted: readonly string[] = [];
      const tell = () => {
        if (wanted.every((id) => known.has(id))) next(wanted.flatMap((id) => known.get(id) ?? []));
      };
      const watching = ids.subscribe((now) => {
        if (now.length === wanted.length && now.every((id, at) => id === wanted[at]) && watched.size > 0) return;
        wanted = now;
        for (const [id, one] of watched)
          if (!now.includes(id)) {
            one.unsubscribe();
            watched.delete(id);
            known.delete(id);
          }
        for (const id of now) {
          if (watched.has(id)) continue;
          watched.set(
            id,
            shelf.watchOne(id).subscribe((document) => {
              known.set(id, document);
              tell();
            }),
          );
        }
        tell();
      });
      return {
        unsubscribe() {
          watching.unsubscribe();
          for (const one of watched.values()) one.unsubscribe();
        },
      };
    },
  };
}
