import type { CallPriority } from '@healthcare/domain/calls';

/** One tone of a pattern: when it begins after the pattern's start, how long it lasts (s), and how high it is (Hz). */
export interface Tone {
  readonly at: number;
  readonly lasts: number;
  readonly hz: number;
}

export interface Pattern {
  readonly tones: readonly Tone[];
  /** Seconds from one start to the next. */
  readonly every: number;
}

/**
 * Told apart by rhythm, not by pitch alone, after the burst forms of IEC 60601-1-8 (ten, three and two pulses); tones of our
 * own, because this is a secondary notification and must not be taken for a monitor's alarm.
 */
export const patterns: Readonly<Record<CallPriority, Pattern>> = {
  high: {
    tones: [...burst(0, [784, 784, 784, 988, 1175], 0.14, 0.1), ...burst(1.7, [784, 784, 784, 988, 1175], 0.14, 0.1)],
    every: 4,
  },
  medium: { tones: burst(0, [659, 659, 784], 0.2, 0.18), every: 8 },
  low: { tones: burst(0, [587, 494], 0.25, 0.2), every: 20 },
};

function burst(from: number, pitches: readonly number[], lasts: number, gap: number): readonly Tone[] {
  return pitches.map((hz, at) => ({ at: from + at * (lasts + gap), lasts, hz }));
}
