import { lookForSpace } from './space/index.ts';

/** Why an act was not saved here: no room on the disk of this workstation, or a fault of it. */
export type NotSavedCode = 'here/disk-full' | 'here/not-saved';

/** Nothing of the act was kept, neither in the journal nor in the replica: the person has to be told. */
export class NotSaved extends Error {
  readonly code: NotSavedCode;

  constructor(code: NotSavedCode, cause: unknown) {
    super('the act was not saved on this workstation', { cause });
    this.name = 'NotSaved';
    this.code = code;
  }
}

/**
 * Why something was not kept. The first write on a full disk says that it is full; Chromium then closes the database, and the next ones say
 * only that: so the disk itself is asked.
 */
export async function notSaved(cause: unknown, hasRoom: () => Promise<boolean> = hasRoomHere): Promise<NotSaved> {
  const isFull = isDiskFull(cause) || !(await hasRoom());
  return new NotSaved(isFull ? 'here/disk-full' : 'here/not-saved', cause);
}

async function hasRoomHere(): Promise<boolean> {
  return (await lookForSpace()) !== 'none';
}

/** What a full disk is called by the browser (its own bound, and the system's), and by the desktop's journal. */
const FULL = /^QuotaExceededError$|FILE_ERROR_NO_SPACE|^journal\/disk-full$/;
/** Where a library puts the error behind its own. */
const BEHIND = ['cause', 'inner', 'parameters', 'error'] as const;
const DEEPEST = 5;

/** Is a full disk at the bottom of this error? */
export function isDiskFull(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return false;
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  if (FULL.test(String(name)) || FULL.test(String(message))) return true;
  return BEHIND.some((field) => field in error && isDiskFull(Reflect.get(error, field), depth + 1));
}
