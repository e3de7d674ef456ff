import type { BedState, StayAct } from '@healthcare/domain/stays';
import { bookedFor, declinedMove, isProvisional, lyingIn, openTransfer } from '@healthcare/domain/stays';
import type { Stay } from '../stays-api.ts';

/** What can be done to a stay from its bed; each opens a dialog of its own, except those that say everything by their name. */
export const stayDoings = [
  'arrived',
  'facts',
  'move',
  'transfer',
  'transferWithdrawn',
  'wentOnLeave',
  'cameBack',
  'discharge',
  'withdrawn',
] as const;
export type StayDoing = (typeof stayDoings)[number];

/** The act of the rights table that each of them is. */
export const actOfDoing = {
  arrived: 'arrived',
  facts: 'amended',
  move: 'claimed',
  transfer: 'transferAsked',
  transferWithdrawn: 'transferWithdrawn',
  wentOnLeave: 'wentOnLeave',
  cameBack: 'cameBack',
  discharge: 'left',
  withdrawn: 'withdrawn',
} as const satisfies Record<StayDoing, StayAct>;

/** Those that make sense now at this bed, in the order in which they are offered (B5, B14–B18). */
export function doingsFor(stay: Stay, { bed, roomId }: Pick<BedState<Stay>, 'bed' | 'roomId'>): readonly StayDoing[] {
  const lying = lyingIn(stay);
  const booked = bookedFor(stay);
  const isHere = (claim: typeof lying) => claim?.bedId === bed.id && claim.roomId === roomId;
  const waits = stay.claims.some(isProvisional);
  if (!lying) return booked ? ['arrived', 'facts', 'withdrawn'] : ['facts', 'withdrawn'];
  if (booked && isHere(booked)) return ['arrived', 'facts', 'withdrawn'];
  if (!isHere(lying)) return ['withdrawn'];
  const underWay = booked !== undefined || waits;
  const toGiveUp = underWay || declinedMove(stay) !== undefined;
  return [
    'facts',
    ...(underWay ? [] : (['move'] as const)),
    ...(toGiveUp ? (['withdrawn'] as const) : []),
    ...(openTransfer(stay) ? (['transferWithdrawn'] as const) : underWay ? [] : (['transfer'] as const)),
    stay.leave ? 'cameBack' : 'wentOnLeave',
    'discharge',
  ];
}

/** B17: after isolation a bed is contaminated, not only dirty. */
export function needsAfter({ isolation = 'none' }: Pick<Stay, 'isolation'>): 'cleaning' | 'deepCleaning' {
  return isolation === 'none' ? 'cleaning' : 'deepCleaning';
}
