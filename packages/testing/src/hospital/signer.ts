import type { Entry } from '@healthcare/domain';

/** Whoever made the entries of the demo made them at one imagined workstation. */
export function signer(user: string): Entry['by'] {
  return { user, grant: 'gr-demo', workstation: 'wk-demo' };
}
