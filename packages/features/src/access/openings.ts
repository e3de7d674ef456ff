import type { Replica } from '@healthcare/replica';
import type { FileOpenings } from '../state/index.ts';

/** Openings as entries of the replica: signed, sealed and sent as everything else that people do here (`openings.spec.md`). */
export function openingsIn({
  replica,
  newId,
}: {
  readonly replica: Pick<Replica, 'shelves'>;
  readonly newId: () => string;
}): FileOpenings {
  return {
    async opened(patientId, emergency) {
      const data = { patientId, ...(emergency !== undefined && { emergency }) };
      try {
        return (await replica.shelves.openings.add(newId(), { kind: 'opened', data })).ok;
      } catch {
        return false; // Nothing could be written; the disk's own banner says why, and care goes on.
      }
    },
  };
}
