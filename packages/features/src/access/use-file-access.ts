import type { Session } from '@healthcare/protocol';
import { useNow } from '@healthcare/ui';
import { useFileHeldQuery, useOwnEmergenciesQuery } from './emergencies-api.ts';
import { type FileAccess, fileAccess } from './file-access.ts';

/** How often somebody looks whether an access is over (ms). */
export const LOOK_EVERY_MS = 15_000;

/** May the person who is here look into this file? Undefined until that is read. */
export function useFileAccess(session: Session, patientId: string): FileAccess | undefined {
  const { data: file } = useFileHeldQuery(patientId);
  const { data: own } = useOwnEmergenciesQuery(session.user);
  const nowMs = useNow(LOOK_EVERY_MS);
  return file === undefined || own === undefined ? undefined : fileAccess(session, { patientId, file, own, nowMs });
}
