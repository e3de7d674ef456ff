import { mayAct, type Person } from '@healthcare/domain';
import { type CallAct, type CallEntry, callRights, calls, responsibleFor } from '@healthcare/domain/calls';
import type { Call } from './call.ts';

/** What a press on the card itself does; in the order of a call's life. */
export const steps = ['accepted', 'arrived', 'done'] as const;
export type Step = (typeof steps)[number];

/** Everything else, offered in the details. */
export const otherActs = ['seen', 'takenOver', 'handedBack', 'amended', 'cancelled'] as const;
export type OtherAct = (typeof otherActs)[number];

/**
 * What this person can do to the call now: allowed by the rights table and by the call's own rules, so that nothing is
 * offered that the server would refuse.
 */
export function actsFor(call: Call, person: Person): readonly CallAct[] {
  if (!call.raisedAt) return [];
  return [...steps, ...otherActs].filter((act) => allowed(call, act, person) && sensible(call, act, person));
}

/** The one act of the card: accept, then be there, then done; undefined when there is none for this person. */
export function nextStep(call: Call, person: Person): Step | undefined {
  const possible = new Set<CallAct>(actsFor(call, person));
  if (possible.has('accepted')) return 'accepted';
  if (call.arrivals.length > 0) return possible.has('done') ? 'done' : undefined;
  return possible.has('arrived') ? 'arrived' : undefined;
}

/** May this person decide which of two values stands? */
export function maySettle(call: Call, person: Person): boolean {
  return mayAct(callRights, 'settled', person.role, standing(call, 'settled', person)); // C17: also of a closed call
}

/** May this person raise a call in the ward? */
export function mayRaise(person: Person, wardId: string): boolean {
  return mayAct(callRights, 'raised', person.role, { own: false, ward: person.wards.includes(wardId) });
}

function allowed(call: Call, act: CallAct, person: Person): boolean {
  if (!mayAct(callRights, act, person.role, standing(call, act, person))) return false;
  return calls.decide(call, probe(act), person) === null;
}

/** Legal, but without sense on the screen: to be "seen" once people are on the way, to take over from oneself or nobody. */
function sensible(call: Call, act: CallAct, person: Person): boolean {
  const responsible = responsibleFor(call);
  if (act === 'seen') return responsible === undefined;
  if (act === 'takenOver') return responsible !== undefined && responsible !== person.user;
  return true;
}

function standing(call: Call, act: CallAct, person: Person) {
  return calls.standing(call, probe(act), person);
}

/** The rules asked here look at the kind of act only, never at its words. */
function probe(kind: CallAct): CallEntry {
  return {
    id: '',
    kind,
    at: '',
    by: { user: '', grant: '', workstation: '' },
    after: [],
    data: {},
  } as unknown as CallEntry;
}
