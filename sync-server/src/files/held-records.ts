import type { RecordView } from '@healthcare/domain/records';
import type { Session } from '@healthcare/protocol';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { mayHold } from '../gateway/scope.ts';
import { RequestProblem } from '../http/problems.ts';
import { documentsOf } from '../store/database.ts';

/** What a caller wants with a file. `send`: its chunks, which the record names by their hashes, so that nobody can send others. */
export type Purpose = 'read' | 'send';

/** Who asks for files, or sends some. */
export type FileCaller = Pick<Session, 'grant' | 'scopes' | 'workstation'>;

/** The records behind the files: who may have a file now stands there, and moves with it. */
export class HeldRecords {
  readonly #open: OpenDatabase;

  constructor(open: OpenDatabase) {
    this.#open = open;
  }

  /** The caller's file. What they may not have looks like what does not exist; throws the `RequestProblem`. */
  async fileFor(caller: FileCaller, file: string, purpose: Purpose): Promise<RecordView> {
    const document = (await documentsOf(this.#open.database, [file])).get(file);
    if (!document) throw new RequestProblem('file/unknown');
    const record = document as unknown as RecordView; // Folded by the descriptor before it was stored.
    const isHolder = mayHold(this.#open.aggregate, caller.scopes, document);
    // A workstation that has lost the ward still hands in what was added there.
    const isSender = purpose === 'send' && record.addedAt === caller.workstation;
    if (!(isHolder || isSender) || record.state === 'none') throw new RequestProblem('file/unknown');
    if (record.state === 'removed') throw new RequestProblem('file/removed');
    return record;
  }
}
