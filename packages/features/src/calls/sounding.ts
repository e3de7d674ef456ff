import { type CallPriority, callPriorities } from '@healthcare/domain/calls';
import type { Sounding } from '../state/index.ts';
import { type Call, isUnanswered } from './call.ts';

/** The sound of this terminal is off until then, for the calls that were there when somebody pressed; a new call sounds. */
export interface Silence {
  readonly untilMs: number;
  readonly calls: readonly string[];
}

/** Two minutes: long enough to speak to a patient, short enough that a forgotten call comes back. */
export const SILENCE_MS = 2 * 60_000;

/** K2: the most urgent priority that has to sound here now, or null. */
export function soundingNow(
  calls: readonly Call[],
  workstation: string,
  silence: Silence | null,
  nowMs: number,
): CallPriority | null {
  const loud = calls.filter((call) => asksHere(call, workstation) && !isSilenced(call, silence, nowMs));
  return callPriorities.find((priority) => loud.some((call) => loudnessOf(call) === priority)) ?? null;
}

/** K2: what has to sound here now, and whether an emergency is among it: that one keeps its lowest volume, whatever its priority. */
export function soundingOf(
  calls: readonly Call[],
  workstation: string,
  silence: Silence | null,
  nowMs: number,
): Sounding | null {
  const priority = soundingNow(calls, workstation, silence, nowMs);
  if (priority === null) return null;
  const emergencies = calls.filter(({ kind }) => kind === 'emergency');
  const isEmergency = priority === 'high' || soundingNow(emergencies, workstation, silence, nowMs) !== null;
  return { priority, isEmergency };
}

/** C18: with each step a call sounds one priority more urgent, so that it is heard that it still waits. */
export function loudnessOf({ priority, escalations }: Pick<Call, 'priority' | 'escalations'>): CallPriority {
  return callPriorities[Math.max(0, callPriorities.indexOf(priority) - escalations.length)] ?? priority;
}

/** The call as it stands with its steps: with the next step it is another thing to hear, and no silence of before covers it. */
export function heardAs({ id, escalations }: Pick<Call, 'id' | 'escalations'>): string {
  return escalations.length === 0 ? id : `${id}/${escalations.length}`;
}

/** Calls that would sound if nothing were silenced. */
export function callsToSilence(calls: readonly Call[], workstation: string): readonly string[] {
  return calls.filter((call) => asksHere(call, workstation)).map(heardAs);
}

/**
 * What the one button for sound is for now: to silence what sounds, also a new call during a silence; else to end the silence;
 * null when there is nothing to decide.
 */
export function soundChoice(
  calls: readonly Call[],
  workstation: string,
  silence: Silence | null,
  nowMs: number,
): 'silence' | 'again' | null {
  if (soundingNow(calls, workstation, silence, nowMs) !== null) return 'silence';
  return silentFor(silence, nowMs) === null ? null : 'again';
}

/** How much longer it is silent, ms; null when it is not. */
export function silentFor(silence: Silence | null, nowMs: number): number | null {
  return silence && silence.untilMs > nowMs ? silence.untilMs - nowMs : null;
}

/** C15: marked as seen here, it sounds on every other terminal and is quiet on this one, until its next step; it stays on the screen. */
function asksHere(call: Call, workstation: string): boolean {
  const lastStepAt = call.escalations.at(-1)?.at ?? '';
  const seenHere = ({ kind, by, at }: Call['entries'][number]) =>
    kind === 'seen' && by.workstation === workstation && at > lastStepAt;
  return isUnanswered(call) && !call.entries.some(seenHere);
}

function isSilenced(call: Call, silence: Silence | null, nowMs: number): boolean {
  return silence !== null && silence.untilMs > nowMs && silence.calls.includes(heardAs(call));
}
