import { mayAct, type Role, rightOf } from '@healthcare/domain';
import { EMERGENCY_MS, type EmergencyView, emergencyRights, isInForce, overAtMs } from '@healthcare/domain/emergencies';
import type { Emergency, FileHeld } from './emergencies-api.ts';

interface Who {
  readonly user: string;
  readonly role: Role;
  readonly wards: readonly string[];
}

/**
 * How somebody stands to a patient's file. `theirs`: a ward of theirs has the patient. `emergency`: by an access that is in force.
 * `closed`: not without one; `mayAsk` says whether they may ask for it. `notHere`: this workstation does not hold it.
 */
export type FileAccess =
  | { readonly is: 'theirs' }
  | { readonly is: 'emergency'; readonly access: Emergency }
  | { readonly is: 'closed' | 'notHere'; readonly mayAsk: boolean; readonly access: Emergency | undefined };

interface Seen {
  readonly patientId: string;
  /** Null where it is not held here. */
  readonly file: Pick<FileHeld, 'wards'> | null;
  /** What this person has asked for. */
  readonly own: readonly Emergency[];
  readonly nowMs: number;
}

/** E4, E5: what a workstation holds is not what everybody who sits at it may look into. */
export function fileAccess({ role, wards, user }: Who, { patientId, file, own, nowMs }: Seen): FileAccess {
  if (file && (role === 'admin' || file.wards.some((ward) => wards.includes(ward)))) return { is: 'theirs' };
  const access = own.find((one) => one.patientId === patientId && one.askedBy === user && isInForce(one, nowMs));
  if (file && access) return { is: 'emergency', access };
  return { is: file ? 'closed' : 'notHere', mayAsk: mayAskInEmergency({ role, wards }), access };
}

/** E1: in a ward of theirs. */
export function mayAskInEmergency({ role, wards }: Pick<Who, 'role' | 'wards'>): boolean {
  return mayAct(emergencyRights, 'asked', role, { own: false, ward: wards.length > 0 });
}

/** E6: whose accesses this person may review. */
export function mayReview(
  { role, wards, user }: Who,
  { askedBy, wardId }: Pick<EmergencyView, 'askedBy' | 'wardId'>,
): boolean {
  return askedBy !== user && mayAct(emergencyRights, 'reviewed', role, { own: false, ward: wards.includes(wardId) });
}

/** Has this role anything to review anywhere? */
export function reviewsAnything({ role }: Pick<Who, 'role'>): boolean {
  return rightOf(emergencyRights, 'reviewed', role) !== 'no';
}

/** Whole hours and minutes until an access is over; the last minute begins at one. Never more than it was given for, whatever the two clocks say. */
export function timeLeft(access: EmergencyView, nowMs: number): { readonly hours: number; readonly minutes: number } {
  const leftMs = Math.min(overAtMs(access) - nowMs, EMERGENCY_MS);
  const minutes = Math.max(0, Math.ceil(leftMs / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
