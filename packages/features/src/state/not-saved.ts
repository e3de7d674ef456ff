import type { NotSavedCode } from '@healthcare/replica';
import type { NotDone } from './replica-api.ts';

/** What a mutation answers when this workstation could not write: the person has to know that nothing is kept. The replica says why (`NotSaved`). */
export function notSaved(error: unknown): NotDone & { readonly code: NotSavedCode } {
  const full: NotSavedCode = 'here/disk-full';
  return { code: error instanceof Error && 'code' in error && error.code === full ? full : 'here/not-saved' };
}
