import { WireFailure } from '../core/index.ts';
import type { LocalFile } from './chunk-shelf.ts';
import type { FileLeft } from './files.ts';
import type { RecordsHere } from './records-here.ts';
import { type SendingParts, sent } from './sending.ts';

export interface HandingInParts extends SendingParts {
  readonly records: RecordsHere;
  /** Lets go of what nobody has to keep any more. */
  readonly drop: (file: string) => Promise<void>;
  readonly onTrouble: (trouble: unknown) => void;
}

/**
 * Sends every file that the server lacks, once, when the workstation is taken away; the smallest first, after their records. Answers those
 * that are left. A line that breaks leaves the rest for the next time.
 */
export async function filesHandedIn(parts: HandingInParts, stop: AbortSignal): Promise<readonly FileLeft[]> {
  const unsent = [...parts.shelf.files.values()].filter(({ state }) => state === 'unsent');
  const left: FileLeft[] = [];
  let isBroken = false;
  for (const file of unsent.sort((a, b) => a.bytes - b.bytes)) {
    if (await isDealtWith(parts, file)) continue;
    const trouble: unknown = isBroken ? undefined : await troubleWith(parts, file, stop);
    if (trouble === null) continue;
    isBroken ||= trouble instanceof WireFailure && trouble.trouble === 'unreachable';
    left.push(leftOf(parts, file));
  }
  return left;
}

/** Removed by somebody, or refused and put aside: nobody wants it any more. */
async function isDealtWith({ records, drop }: HandingInParts, { id }: LocalFile): Promise<boolean> {
  const record = await records.read(id);
  const isDealt = record ? record.state === 'removed' : (await records.refusal(id)) === 'dismissed';
  if (isDealt) await drop(id);
  return isDealt;
}

/** Null: the server has it. */
async function troubleWith(parts: HandingInParts, file: LocalFile, stop: AbortSignal): Promise<unknown> {
  try {
    return (await sent(parts, file, stop)) ? null : undefined;
  } catch (trouble) {
    parts.onTrouble(trouble);
    if (!(trouble instanceof WireFailure && trouble.code === 'file/removed')) return trouble;
    await parts.drop(file.id);
    return null;
  }
}

function leftOf({ states }: HandingInParts, { id, hashes, by }: LocalFile): FileLeft {
  const state = states.all.value.get(id);
  const done = state?.phase === 'sending' ? state.done : 0;
  states.set(id, { phase: 'waiting', total: hashes.length });
  return { id, by: by ?? null, chunks: hashes.length - done };
}

/** Before the records are handed in, and leave: whose the files are that are still to be sent. */
export async function ownersNoted({ shelf, records }: Pick<HandingInParts, 'shelf' | 'records'>): Promise<void> {
  for (const { id, state, by } of shelf.files.values()) {
    const record = state === 'unsent' && by === undefined ? await records.read(id) : undefined;
    if (record?.addedBy) await shelf.change(id, { by: record.addedBy });
  }
}
