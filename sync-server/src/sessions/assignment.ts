import { mayAct, type Role, rightOf, serverRights } from '@healthcare/domain';
import { ALL_REVIEWS, emergencyRights, reviewsOf } from '@healthcare/domain/emergencies';
import { ALL_WARD_PAGES, wardRights } from '@healthcare/domain/wards';
import type { ProblemCode, Session, WorkstationClaim } from '@healthcare/protocol';

/** What somebody is in the house: from it follow their rights, and what they may see at which workstation. */
export interface Assignment {
  readonly role: Role;
  readonly wards: readonly string[];
}

/** What they were until then (server's wall ms). */
export interface Earlier extends Assignment {
  readonly untilMs: number;
}

/** An assignment with its past, the oldest first. */
export interface Assigned extends Assignment {
  readonly before?: readonly Earlier[];
}

export type Place = Pick<Session, 'wardId' | 'scopes'>;

/**
 * What a person may hold at a workstation of this kind, or why there is no place for them. `wardsThere`: those it was enrolled for; null
 * where it is not bound to any.
 */
export function placeOf(
  { user, role, wards }: Assignment & { readonly user: string },
  { kind, wardId }: Pick<WorkstationClaim, 'kind' | 'wardId'>,
  wardsThere: readonly string[] | null = null,
): Place | ProblemCode {
  const own = `user:${user}`;
  const isPatient = role === 'patient';
  if (isPatient !== (kind === 'patient')) return 'session/no-workplace';
  if (isPatient) return { wardId: null, scopes: [own] };
  if (kind === 'admin') return deskOf(role, own);
  if (kind !== 'ward') return { wardId: null, scopes: ['staff', own] };
  if (wardId !== undefined && wardsThere && !wardsThere.includes(wardId)) return 'workstation/other-ward';
  const ward = wardId ?? (wardsThere ? firstOf(role, wards, wardsThere) : wards[0]);
  if (ward === undefined || rightOf(serverRights, 'workAtWard', role) === 'no') return 'session/no-workplace';
  if (!maySitAt(role, wards, ward)) return 'session/not-on-this-ward';
  return { wardId: ward, scopes: ['staff', `ward:${ward}`, own, ...reviewsBy(role, wards)] };
}

/** The first of a workstation's wards where this person may sit down; where there is none, its first, which then says so. */
function firstOf(role: Role, wards: readonly string[], wardsThere: readonly string[]): string | undefined {
  return wardsThere.find((ward) => maySitAt(role, wards, ward)) ?? wardsThere[0];
}

/** E8: what was asked in their wards is looked at by their heads, wherever they sit. */
function reviewsBy(role: Role, wards: readonly string[]): readonly string[] {
  return rightOf(emergencyRights, 'reviewed', role) === 'ward' ? wards.map(reviewsOf) : [];
}

/** The desk holds every room of the house beside its staff; an administrator's also the wards' pages (W6), and emergency accesses to be reviewed: no patient's file. */
function deskOf(role: Role, own: string): Place | ProblemCode {
  const mayWork = rightOf(serverRights, 'workAtDesk', role) === 'yes';
  const reviews = rightOf(emergencyRights, 'reviewed', role) === 'yes' ? [ALL_REVIEWS] : [];
  const pages = rightOf(wardRights, 'amended', role) === 'yes' ? [ALL_WARD_PAGES] : [];
  return mayWork ? { wardId: null, scopes: ['staff', 'rooms', own, ...pages, ...reviews] } : 'session/no-workplace';
}

/** Stays in the ward it is in as long as its person is assigned there; then goes where they are, unless the terminal belongs to a ward. */
export function placeAfter(
  person: Assignment & { readonly user: string },
  was: Pick<Session, 'kind' | 'wardId'> & { readonly atWard?: string | undefined },
  wardsThere: readonly string[] | null = null,
): Place | ProblemCode {
  const { kind, wardId, atWard } = was;
  const isThere = (ward: string | undefined) => ward !== undefined && (wardsThere?.includes(ward) ?? true);
  const stays = wardId !== null && isThere(wardId) && maySitAt(person.role, person.wards, wardId);
  const ward = stays ? wardId : isThere(atWard) ? atWard : undefined;
  return placeOf(person, { kind, ...(ward !== undefined && { wardId: ward }) }, wardsThere);
}

function maySitAt(role: Role, wards: readonly string[], ward: string): boolean {
  return mayAct(serverRights, 'workAtWard', role, { own: false, ward: wards.includes(ward) });
}

export function sameAssignment(a: Assignment, b: Assignment): boolean {
  return a.role === b.role && a.wards.length === b.wards.length && a.wards.every((ward, at) => ward === b.wards[at]);
}

/** The same with another assignment from now on; what it was is remembered. */
export function reassigned<Known extends Assigned>(known: Known, { role, wards }: Assignment, nowMs: number): Known {
  const earlier: Earlier = { role: known.role, wards: known.wards, untilMs: nowMs };
  return { ...known, role, wards: [...wards], before: [...(known.before ?? []), earlier] };
}

/** What somebody was at this time (ms). */
export function assignmentAt({ role, wards, before = [] }: Assigned, atMs: number): Assignment {
  return before.find(({ untilMs }) => atMs < untilMs) ?? { role, wards };
}
