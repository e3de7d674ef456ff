import { stampMs } from '../kernel/stamp.ts';
import { type CallKind, callKinds } from './entries.ts';
import { quantile, tookFrom } from './figures.ts';
import type { CallView } from './view.ts';

/** How long it took, ms; null where no call has got that far. */
export interface Took {
  readonly median: number | null;
  /** Nine of ten were not longer. */
  readonly p90: number | null;
}

/** K5: one line of the table, of the calls of one kind that were raised in one shift; `all` is every one of them. */
export interface ResponseRow<Shift extends string = string> {
  readonly kind: CallKind | 'all';
  readonly shift: Shift | 'all';
  readonly raised: number;
  /** How many of them somebody has accepted. */
  readonly accepted: number;
  readonly toAccept: Took;
  readonly toArrive: Took;
  /** How many went to the next at least once (C18). */
  readonly escalated: number;
}

/** From, until: wall ms, until not included. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface Shifts<Shift extends string> {
  readonly names: readonly Shift[];
  /** Of the wall clock of the ward: the domain has none. */
  readonly of: (ms: number) => Shift;
}

/** Every kind by every shift, and the sums of both; calls raised outside of the span are passed over. */
export function responseTable<Shift extends string>(
  calls: readonly CallView[],
  span: Span,
  shifts: Shifts<Shift>,
): readonly ResponseRow<Shift>[] {
  const within = calls
    .filter(({ raisedAt }) => raisedAt && stampMs(raisedAt) >= span.fromMs && stampMs(raisedAt) < span.untilMs)
    .map((call) => ({ call, shift: shifts.of(stampMs(call.raisedAt)) }));
  return [...callKinds, 'all' as const].flatMap((kind) =>
    [...shifts.names, 'all' as const].map((shift) => {
      const of = within.filter(
        (one) => (kind === 'all' || one.call.kind === kind) && (shift === 'all' || one.shift === shift),
      );
      return rowOf(
        kind,
        shift,
        of.map(({ call }) => call),
      );
    }),
  );
}

function rowOf<Shift extends string>(
  kind: CallKind | 'all',
  shift: Shift | 'all',
  calls: readonly CallView[],
): ResponseRow<Shift> {
  return {
    kind,
    shift,
    raised: calls.length,
    accepted: calls.filter(({ acceptances }) => acceptances.length > 0).length,
    toAccept: tookBy(calls, ({ acceptances }) => acceptances),
    toArrive: tookBy(calls, ({ arrivals }) => arrivals),
    escalated: calls.filter(({ escalations }) => escalations.length > 0).length,
  };
}

function tookBy(calls: readonly CallView[], deedsOf: (call: CallView) => CallView['arrivals']): Took {
  const took = calls.flatMap((call) => tookFrom(call, deedsOf(call)) ?? []).sort((a, b) => a - b);
  return { median: quantile(took, 0.5), p90: quantile(took, 0.9) };
}
