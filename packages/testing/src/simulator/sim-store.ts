import type { HeldRow, Journal, KeptCheckpoint, KeptRefusal, Store } from '@healthcare/replica/core';
import type { Random } from './random.ts';
import type { SimDisk } from './sim-disk.ts';

/** Whoever looks on: `writes` before rows are handed to the disk, `reached` when it has the checkpoint. */
export interface ToldOfWrites {
  readonly writes: (rows: readonly HeldRow[], drop: readonly string[]) => void;
  readonly reached: (checkpoint: KeptCheckpoint) => void;
}

/** A store on a disk that has faults. Killed in the middle of a batch it has some of its rows, each whole. */
export function storeOn(disk: SimDisk, store: Store, random: Random, told: ToldOfWrites): Store {
  const some = <One>(all: readonly One[]) => all.filter(() => random.chance(0.5));
  return {
    get: (ids) => disk.read(() => store.get(ids)),
    put: (rows, drop) => {
      told.writes(rows, drop);
      return disk.write(
        () => store.put(rows, drop),
        () => store.put(some(rows), some(drop)),
      );
    },
    unsent: (limit, except) => disk.read(() => store.unsent(limit, except)),
    ids: () => disk.read(() => store.ids()),
    checkpoint: () => disk.read(() => store.checkpoint()),
    setCheckpoint: (checkpoint: KeptCheckpoint) =>
      disk.write(() => {
        told.reached(checkpoint);
        return store.setCheckpoint(checkpoint);
      }),
    keepRefusals: (refusals: readonly KeptRefusal[]) => disk.write(() => store.keepRefusals(refusals)),
  };
}

/** A journal on the same disk: it is as slow, and as full. Killed in the middle of a write it has the beginning of it. */
export function journalOn(disk: SimDisk, journal: Journal, random: Random): Journal {
  const beginning = <One>(all: readonly One[]) => all.slice(0, random.below(all.length));
  return {
    append: (entries) =>
      disk.write(
        () => journal.append(entries),
        () => journal.append(beginning(entries)),
      ),
    acknowledge: (entryIds) =>
      disk.write(
        () => journal.acknowledge(entryIds),
        () => journal.acknowledge(beginning(entryIds)),
      ),
    pending: () => disk.read(() => journal.pending()),
  };
}
