import type { CallKind, EscalationGroup } from '../calls/entries.ts';
import type { CallView } from '../calls/view.ts';
import { stampMs } from '../kernel/stamp.ts';
import type { EscalationStep, EscalationTable, WardFacts } from './entries.ts';

/** W2: the table of the house. Short where a life may hang on it, long where a call can wait for the round. */
export const houseTables: Readonly<Record<CallKind, EscalationTable>> = {
  emergency: [
    { to: 'doctor', after: 60 },
    { to: 'headNurse', after: 120 },
    { to: 'headDoctor', after: 180 },
  ],
  assistance: [
    { to: 'nurse', after: 180 },
    { to: 'headNurse', after: 300 },
  ],
  treatment: [
    { to: 'nurse', after: 600 },
    { to: 'headNurse', after: 1200 },
  ],
  surgery: [
    { to: 'doctor', after: 300 },
    { to: 'headDoctor', after: 600 },
  ],
};

/** The steps that hold in a ward for a kind of call. */
export function tableFor(kind: CallKind, ward: WardFacts | undefined): EscalationTable {
  return ward?.[kind] ?? houseTables[kind];
}

/** A step of a call, counted from 1. */
export interface DueStep {
  readonly step: number;
  readonly to: EscalationGroup;
  /** When it came due, wall ms. */
  readonly dueMs: number;
}

/** Does the call still wait for somebody, so that it can go to the next? */
export function waits(call: CallView): boolean {
  return call.raisedAt !== '' && call.phase === 'open' && call.acceptances.length === 0;
}

/** W3: since when the call has waited, wall ms: since it was raised, or last handed back. */
export function waitsSince({ raisedAt, handedBack }: CallView): number {
  return Math.max(stampMs(raisedAt), ...handedBack.map(({ at }) => stampMs(at)));
}

/** W3: the steps nobody has recorded yet that are due now, in their order. */
export function dueSteps(call: CallView, table: EscalationTable, nowMs: number): readonly DueStep[] {
  return stepsLeft(call, table).filter(({ dueMs }) => dueMs <= nowMs);
}

/** When the next step comes due, wall ms; null when there is none, or somebody has accepted. */
export function nextDueMs(call: CallView, table: EscalationTable): number | null {
  return stepsLeft(call, table)[0]?.dueMs ?? null;
}

function stepsLeft(call: CallView, table: EscalationTable): readonly DueStep[] {
  if (!waits(call)) return [];
  const sinceMs = waitsSince(call);
  const done = Math.max(0, ...call.escalations.map(({ step }) => step));
  return table
    .map(({ to, after }: EscalationStep, at) => ({ step: at + 1, to, dueMs: sinceMs + after * 1000 }))
    .filter(({ step }) => step > done);
}
