import type { WorkstationStanding } from '@healthcare/protocol';
import type { Keyring, TimePlace } from '@healthcare/replica';
import type { OwnStorage } from './own-storage.ts';

const KEPT = 'healthcare.known-time';

/** What this workstation knows of the server's time lies in the profile, for its next start. */
export function knownTimePlace(profile: OwnStorage): TimePlace {
  return { read: () => profile.getItem(KEPT), write: (text) => profile.setItem(KEPT, text) };
}

/** What a contact says about those who have a PIN here: until when, and by which badges they are chosen. A full disk keeps what was known. */
export async function heardBy(
  keyring: Pick<Keyring, 'heard' | 'knows' | 'passed'>,
  stands: Pick<WorkstationStanding, 'serverTimeMs' | 'waiting'> | undefined,
): Promise<void> {
  if (stands?.serverTimeMs === undefined) keyring.passed();
  else await keyring.heard(stands.serverTimeMs).catch(() => undefined);
  if (stands?.waiting) await keyring.knows(stands.waiting).catch(() => undefined);
}
