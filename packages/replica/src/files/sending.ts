import type { ChunkShelf, LocalFile } from './chunk-shelf.ts';
import type { FileStates } from './file-states.ts';
import type { FileWire } from './file-wire.ts';
import { sha256 } from './seal.ts';

export interface SendingParts {
  readonly shelf: ChunkShelf;
  readonly states: FileStates;
  readonly wire: Pick<FileWire, 'missing' | 'send'>;
}

/** A chunk that is to be sent is not here as it was added. */
export class LocalDamage extends Error {}

/** Sends the chunks of a file that the server lacks; what it has it is not sent again. False when the file went, or was not wanted, meanwhile. */
export async function sent(
  { shelf, states, wire }: SendingParts,
  file: LocalFile,
  stop: AbortSignal,
): Promise<boolean> {
  const { id, hashes } = file;
  const total = hashes.length;
  const missing = await wire.missing(id, total);
  for (const [at, index] of missing.entries()) {
    if (stop.aborted || !shelf.files.has(id)) return false;
    states.set(id, { phase: 'sending', done: total - missing.length + at, total });
    const bytes = await shelf.chunk(id, index);
    if (!bytes || (await sha256(bytes)) !== hashes[index]) throw new LocalDamage(`${id}:${index}`);
    await wire.send(id, index, bytes, stop);
  }
  if (!shelf.files.has(id)) return false;
  await shelf.change(id, { state: 'sent' });
  states.set(id, { phase: 'sent', total });
  return true;
}
