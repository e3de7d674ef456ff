import { type Point, standingPoints } from '@healthcare/domain/handovers';
import type { Handover } from './handovers-api.ts';
import type { ShiftOfDay } from './shift.ts';

/** A point with the handover in which it stands. */
export interface PointOf {
  readonly handover: Handover;
  readonly point: Point;
}

export interface HandoverPages {
  /** Of this shift and not signed by anybody: here one writes. Terminals that were apart may have begun two. */
  readonly writing: readonly Handover[];
  /** Signed, with points that nobody has acknowledged: the earliest first. */
  readonly toTakeOver: readonly Handover[];
  /** Of other shifts, begun and never signed: their points would be lost to the eye. */
  readonly leftOpen: readonly Handover[];
  /** Every point is acknowledged; the latest first. */
  readonly earlier: readonly Handover[];
}

/** Where each handover of the ward belongs on the screen of this shift; each in one place. */
export function pagesOf(handovers: readonly Handover[], now: ShiftOfDay): HandoverPages {
  const isNow = ({ on, shift }: Handover) => on === now.on && shift === now.shift;
  const open = handovers.filter(({ state }) => state === 'open');
  return {
    writing: open.filter(isNow),
    toTakeOver: handovers.filter(({ state }) => state === 'signed').toReversed(),
    leftOpen: open.filter((one) => !isNow(one)).toReversed(),
    earlier: handovers.filter(({ state }) => state === 'takenOver'),
  };
}

/** The points that stand in any of these, in the order in which they were written. */
export function pointsIn(handovers: readonly Handover[]): readonly PointOf[] {
  return handovers
    .flatMap((handover) => standingPoints(handover).map((point) => ({ handover, point })))
    .sort((a, b) => (a.point.at < b.point.at ? -1 : 1));
}

/** H4: whoever signed does not acknowledge. */
export function mayAcknowledge({ signatures, points }: Handover, entry: string, user: string): boolean {
  const point = points.find((one) => one.entry === entry);
  const isSigner = signatures.some(({ by }) => by === user);
  return signatures.length > 0 && !isSigner && point !== undefined && !point.acknowledged.some(({ by }) => by === user);
}
