import { type CallPriority, callPriorities } from '@healthcare/domain/calls';
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
  return callPriorities.find((priority) => loud.some((call) => call.priority === priority)) ?? null;
}

/** Calls that would sound if nothing were silenced. */
export function callsToSilence(calls: readonly Call[], workstation: string): readonly string[] {
  return calls.filter((call) => asksHere(call, workstation)).map(({ id }) => id);
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

/** C15: marked as seen here, it sounds on every other terminal and is quiet on this one; it stays on the screen. */
function asksHere(call: Call, workstation: string): boolean {
  return (
    isUnanswered(call) && !call.entries.some((entry) => entry.kind === 'seen' && entry.by.workstation === workstation)
  );
}

function isSilenced(call: Call, silence: Silence | null, nowMs: number): boolean {
  return silence !== null && silence.untilMs > nowMs && silence.calls.includes(call.id);
}
