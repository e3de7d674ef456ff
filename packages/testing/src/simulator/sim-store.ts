import type { Checkpoint, HeldRow, Journal, KeptRefusal, Store } from '@healthcare/replica/core';
import type { SimDisk } from './sim-disk.ts';

/** A store on a disk that has faults. */
export function storeOn(disk: SimDisk, store: Store, written: (row: HeldRow) => void): Store {
  return {
    get: (ids) => disk.read(() => store.get(ids)),
    put: (rows, drop) => {
      for (const row of rows) written(row);
      return disk.write(() => store.put(rows, drop));
    },
    unsent: (limit, except) => disk.read(() => store.unsent(limit, except)),
    ids: () => disk.read(() => store.ids()),
    checkpoint: () => disk.read(() => store.checkpoint()),
    setCheckpoint: (checkpoint: Checkpoint) => disk.write(() => store.setCheckpoint(checkpoint)),
    keepRefusals: (refusals: readonly KeptRefusal[]) => disk.write(() => store.keepRefusals(refusals)),
  };
}

/** A journal on the same disk: it is as slow, and as full. */
export function journalOn(disk: SimDisk, journal: Journal): Journal {
  return {
    append: (entries) => disk.write(() => journal.append(entries)),
    acknowledge: (entryIds) => disk.write(() => journal.acknowledge(entryIds)),
    pending: () => disk.read(() => journal.pending()),
  };
}
