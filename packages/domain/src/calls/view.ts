import { z } from 'zod';
import { type Dispute, disputesIn, Standpoint } from '../kernel/dispute.ts';
import { CallFacts, callKinds, callPriorities, escalationGroups } from './entries.ts';

/** Every state, in the order in which a call goes through them (K1). `none`: its `raised` entry is not here. */
export const callStates = ['none', 'raised', 'seen', 'accepted', 'arrived', 'done', 'cancelled'] as const;
export type CallState = (typeof callStates)[number];

const Deed = z.strictObject({ entry: z.string().max(64), by: z.string().max(40), at: z.string().max(40) });
/** Who did it and when; `at` is a stamp. */
export type Deed = Readonly<z.infer<typeof Deed>>;

const Closing = Deed.extend({ how: z.enum(['done', 'cancelled']), note: z.string().max(1000) });
export type Closing = Readonly<z.infer<typeof Closing>>;

const Escalation = Deed.extend({
  step: z.number().int(),
  to: z.enum(escalationGroups),
});
/** C18: who is asked beside those who were asked first, since when. */
export type Escalation = Readonly<z.infer<typeof Escalation>>;

/** What screens, indexes and the API see of a call. */
export const CallView = z.strictObject({
  state: z.enum(callStates),
  /** `open` until somebody closes it; the board reads by this index. */
  phase: z.enum(['open', 'closed']),
  /** Do people say different things about it? Disputes are found by this index, also those of closed calls (C17). */
  agreement: z.enum(['agreed', 'disputed']),
  wardId: z.string().max(20),
  roomId: z.string().max(40),
  room: z.string().max(40),
  /** Stamp of the raise; empty while it is not here. */
  raisedAt: z.string().max(40),
  raisedBy: z.string().max(40),
  ...CallFacts.shape,
  /** C19: the document of the patient who is shown; absent where they are words only. */
  patientId: z.string().max(64).optional(),
  kind: z.enum(callKinds),
  priority: z.enum(callPriorities),
  seen: z.array(Deed),
  /** In order; the first is responsible, the others are shown beside (C5). Every deed of a person, because a hand-back undoes them one by one (C8). */
  acceptances: z.array(Deed),
  arrivals: z.array(Deed),
  handedBack: z.array(Deed),
  /** Each step once, in their order (C18). */
  escalations: z.array(Escalation),
  /** In order; the first names the state (C11). */
  closings: z.array(Closing),
  standing: z.array(Standpoint),
  /** C19: whose documents the standing words about the patient name, by the entry that said so. */
  named: z.array(z.strictObject({ entry: z.string().max(64), patientId: z.string().max(64) })),
});
export type CallView = Readonly<z.infer<typeof CallView>>;

export const noCall: CallView = {
  state: 'none',
  phase: 'open',
  agreement: 'agreed',
  wardId: '',
  roomId: '',
  room: '',
  raisedAt: '',
  raisedBy: '',
  kind: 'assistance',
  priority: 'medium',
  seen: [],
  acceptances: [],
  arrivals: [],
  handedBack: [],
  escalations: [],
  closings: [],
  standing: [],
  named: [],
};

/** The person who answers for the call; undefined while nobody does. */
export function responsibleFor(call: CallView): string | undefined {
  return call.acceptances[0]?.by;
}

/** Others who accepted while apart, or were taken over from (C5, C9). */
export function alsoAccepted(call: CallView): readonly string[] {
  const first = responsibleFor(call);
  return [...new Set(call.acceptances.slice(1).map(({ by }) => by))].filter((by) => by !== first);
}

/** C12. */
export function callDisputes(call: CallView): readonly Dispute[] {
  return disputesIn(call.standing);
}

/** C3: the state is what the deeds amount to, so it cannot depend on the order in which they arrived. */
export function stateOf(call: Omit<CallView, 'state' | 'phase' | 'agreement'>): CallState {
  const closing = call.closings[0];
  if (closing) return closing.how;
  if (!call.raisedAt) return 'none';
  if (call.arrivals.length > 0) return 'arrived';
  if (call.acceptances.length > 0) return 'accepted';
  return call.seen.length > 0 ? 'seen' : 'raised';
}
