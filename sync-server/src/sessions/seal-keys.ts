import { hkdfSync } from 'node:crypto';
import type { SealKeys, Session } from '@healthcare/protocol';
import type { Secrets } from '../secrets/index.ts';

/**
 * What the workstation and the person of a session seal with there. Made from the server's own secret, which no copy of the database
 * contains, and from nothing that could get lost: whoever signs in again at the same workstation opens what it has.
 */
export function sealKeysFor({ workstation, user }: Pick<Session, 'workstation' | 'user'>, secrets: Secrets): SealKeys {
  const secret = secrets.keyFor('workstation-data');
  const keyOf = (...about: readonly string[]) =>
    Buffer.from(hkdfSync('sha256', secret, 'healthcare seal keys 1', JSON.stringify(about), 32)).toString('base64url');
  return { workstation: keyOf(workstation), person: keyOf(workstation, user) };
}
