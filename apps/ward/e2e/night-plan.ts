import { type Entries, type Entry, stamp } from '@healthcare/domain';
import type { Filled } from './ward-under-test.ts';

/** Ten rooms of four beds. */
export const nightWard: Filled = {
  documents: { rooms: Array.from({ length: 10 }, (_, at) => roomOf(String(401 + at))) },
};

function roomOf(name: string): Entries {
  const beds = ['1', '2', '3', '4'].map((label) => ({ id: `${name}-${label}`, label }));
  const by = { user: 'office', grant: 'seed', workstation: 'wk-seed' };
  const data = { wardId: '4B', wardName: { en: 'Internal medicine', ar: 'الباطنة' }, name, type: 'multi', beds };
  const at = stamp(Date.UTC(2026, 0, 1), 0, 'seed');
  const added: Entry = { id: `seed-${name}`, kind: 'added', at, by, after: [], data };
  return { id: `room-${name}`, entries: [added] };
}

const kinds = ['emergency', 'assistance', 'treatment', 'surgery'] as const;
export type Kind = (typeof kinds)[number];

/** When something was done: not before the first and not after the second (wall ms). */
export type When = readonly [number, number];

/** A call of the night as the journey has made it. */
export interface NightCall {
  readonly kind: Kind;
  readonly raised: When;
  readonly accepted: When | null;
  readonly arrived: When | null;
  readonly escalated: boolean;
}

/** A call that was made and ended by requests, at exact times. */
export interface PlannedCall extends NightCall {
  readonly id: string;
  readonly end: 'done' | 'cancelled';
  readonly endedMs: number;
  readonly room: string;
  readonly bed: string;
}

/** The calls of the hours before; every ninth was cancelled, and nobody went. */
export function plannedCalls(many: number, nowMs: number): readonly PlannedCall[] {
  return Array.from({ length: many }, (_, at) => {
    const raisedMs = nowMs - 400_000 - (at + 1) * 430_000;
    const acceptedMs = raisedMs + (20 + ((at * 37) % 200)) * 1000;
    const arrivedMs = acceptedMs + (15 + ((at * 53) % 120)) * 1000;
    const isDone = at % 9 !== 8;
    return {
      id: `night-${at}`,
      kind: kinds[at % kinds.length] ?? 'assistance',
      raised: [raisedMs, raisedMs],
      accepted: isDone ? [acceptedMs, acceptedMs] : null,
      arrived: isDone ? [arrivedMs, arrivedMs] : null,
      escalated: false,
      end: isDone ? 'done' : 'cancelled',
      endedMs: isDone ? arrivedMs + 300_000 : raisedMs + 15_000,
      room: String(401 + (at % 10)),
      bed: String(1 + (at % 4)),
    };
  });
}

/** What the table of answers has to say of these calls; times in whole seconds, from at least to at most. */
export interface Expected {
  readonly raised: number;
  readonly accepted: number;
  readonly escalated: number;
  readonly times: readonly (When | null)[];
}

export function expectedOf(calls: readonly NightCall[]): Expected {
  const took = (deed: 'accepted' | 'arrived') =>
    calls.flatMap(({ raised, [deed]: done }): When[] =>
      done ? [[Math.max(0, done[0] - raised[1]), Math.max(0, done[1] - raised[0])]] : [],
    );
  return {
    raised: calls.length,
    accepted: calls.filter(({ accepted }) => accepted !== null).length,
    escalated: calls.filter(({ escalated }) => escalated).length,
    times: (['accepted', 'arrived'] as const).flatMap((deed) => [ranked(took(deed), 0.5), ranked(took(deed), 0.9)]),
  };
}

/** The smallest with so many of them at or below it. */
function ranked(spans: readonly When[], share: number): When | null {
  if (spans.length === 0) return null;
  const place = Math.ceil(spans.length * share) - 1;
  const at = (end: 0 | 1) => Math.floor((spans.map((span) => span[end]).sort((a, b) => a - b)[place] ?? 0) / 1000);
  return [at(0), at(1)];
}

/** The hours of the wall clock of the journeys' browsers. */
const hours = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Africa/Cairo' });

/** The shift of a moment, by the hour of the ward's clock. */
export function shiftOf(ms: number): 'morning' | 'evening' | 'night' {
  const hour = Number(hours.format(ms));
  return hour < 7 || hour >= 23 ? 'night' : hour < 15 ? 'morning' : 'evening';
}
