import { responseTable } from '@healthcare/domain/calls';
import { shifts } from '@healthcare/domain/handovers';
import { bedsOf, lengthsOfStay, lyingAt } from '@healthcare/domain/stays';
import { useNow } from '@healthcare/ui';
import { useMemo } from 'react';
import { type Stay, useAllStaysQuery } from '../../beds/index.ts';
import { type Call, useClosedSinceQuery, useOpenCallsQuery } from '../../calls/index.ts';
import { shiftAt } from '../../handover/index.ts';
import { useWardRooms } from '../../rooms/index.ts';

/** How many days are looked back on. */
export const spans = [1, 7, 30] as const;
export type SpanDays = (typeof spans)[number];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const noCalls: readonly Call[] = [];
const noStays: readonly Stay[] = [];

/** The figures of the ward over the last days, from what this workstation holds. */
export function useFigures(wardId: string, days: SpanDays) {
  const hourMs = useNow(HOUR_MS);
  const span = useMemo(() => ({ fromMs: hourMs + HOUR_MS - days * DAY_MS, untilMs: hourMs + HOUR_MS }), [hourMs, days]);
  const { data: open = noCalls } = useOpenCallsQuery();
  const { data: closed } = useClosedSinceQuery(span.fromMs);
  const { data: stays } = useAllStaysQuery();
  const { rooms } = useWardRooms(wardId);
  const responses = useMemo(() => {
    const calls = [...open, ...(closed ?? noCalls)].filter((call) => call.wardId === wardId);
    return responseTable(calls, span, { names: shifts, of: (ms) => shiftAt(ms).shift });
  }, [open, closed, span, wardId]);
  const occupancy = useMemo(() => occupancyOf(stays ?? noStays, wardId, span), [stays, wardId, span]);
  const lengths = useMemo(() => lengthsOfStay(stays ?? noStays, wardId, span), [stays, wardId, span]);
  const beds = useMemo(() => bedsOf(rooms, []).filter(({ closed: why }) => why === null).length, [rooms]);
  return { loaded: closed !== undefined && stays !== undefined, span, responses, occupancy, lengths, beds };
}

/** One point of the picture: how many beds were taken then. */
export interface Occupancy {
  readonly atMs: number;
  readonly taken: number;
}

/** Every day at noon, where days are looked at; every third hour of one day. What is still to come is left out. */
export function occupancyOf(
  stays: readonly Stay[],
  wardId: string,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): readonly Occupancy[] {
  const oneDay = untilMs - fromMs <= DAY_MS;
  const first = new Date(fromMs);
  const firstMs = oneDay
    ? new Date(first.getFullYear(), first.getMonth(), first.getDate(), Math.ceil(first.getHours() / 3) * 3).getTime()
    : new Date(first.getFullYear(), first.getMonth(), first.getDate(), 12).getTime();
  const points: Occupancy[] = [];
  for (let atMs = firstMs; atMs < untilMs; atMs += oneDay ? 3 * HOUR_MS : DAY_MS)
    if (atMs >= fromMs) points.push({ atMs, taken: lyingAt(stays, wardId, atMs) });
  return points;
}
