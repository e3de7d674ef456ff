import type { CallView, callEntries } from '@healthcare/domain/calls';
import { callDisputes, responsibleFor } from '@healthcare/domain/calls';
import type { Act, Held } from '@healthcare/replica';

/** A call as this workstation holds it. */
export type Call = Held<CallView>;
export type CallAsked = Act<typeof callEntries>;

/** Somebody is asked for and nobody has answered yet. */
export function isUnanswered(call: CallView): boolean {
  return call.phase === 'open' && call.acceptances.length === 0;
}

/** Raised by, answered by, or asked of this person. */
export function concerns(call: CallView, user: string): boolean {
  const people = [call.raisedBy, call.doctor, call.nurse, ...call.acceptances.map(({ by }) => by)];
  return people.includes(user);
}

/** Where the call stands, and whether its people are those in `acceptances`. */
export function isResponsible(call: CallView, user: string): boolean {
  return responsibleFor(call) === user;
}

export function isDisputed(call: CallView): boolean {
  return callDisputes(call).length > 0;
}
