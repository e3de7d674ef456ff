import type { RecordView } from '@healthcare/domain/records';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { RequestProblem } from '../http/problems.ts';
import { documentsOf, type Pouch } from '../store/database.ts';
import { type ChunkStore, openChunkStore } from './chunk-store.ts';
import { HeldRecords } from './held-records.ts';
import { followRemovals } from './removals.ts';
import { InOrder, Turns } from './turns.ts';

/** Chunks in memory at once: 8 × 4 MiB are the most that files take, however many workstations send and read. */
const MOST_AT_ONCE = 8;
/** One workstation sends one at a time and may read another meanwhile; a second screen may do the same. */
const MOST_EACH = 4;

/** Everything that the server knows of files: their records, their chunks, and who is having a turn. */
export interface FileStore {
  readonly records: HeldRecords;
  readonly chunks: ChunkStore;
  readonly turns: Turns;
  /** Writes a chunk unless the file has been removed meanwhile. Answers the revision. */
  write(file: string, id: string, data: Buffer): Promise<string>;
  close(): Promise<void>;
}

/** Opens the database `files` beside that of their records. */
export async function openFileStore(pouch: Pouch, records: OpenDatabase, log: Logger): Promise<FileStore> {
  const chunks = await openChunkStore(pouch);
  const inOrder = new InOrder();
  const removals = await followRemovals({
    pouch,
    records: records.database,
    log,
    remove: (file, ids) => inOrder.run(file, () => chunks.remove(ids)),
  });
  return {
    records: new HeldRecords(records),
    chunks,
    turns: new Turns({ most: MOST_AT_ONCE, mostEach: MOST_EACH }),
    // A removal that is accepted from now on is carried out after this, and finds the chunk.
    write: (file, id, data) =>
      inOrder.run(file, async () => {
        const record = (await documentsOf(records.database, [file])).get(file) as RecordView | undefined;
        if (record?.state !== 'added') throw new RequestProblem('file/removed');
        return (await chunks.present([id])).get(id) ?? (await chunks.put(id, data));
      }),
    async close() {
      await removals.close();
      await chunks.close();
    },
  };
}
