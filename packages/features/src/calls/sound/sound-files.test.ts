import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callPriorities } from '@healthcare/domain/calls';
import { expect, test } from 'vitest';
import { SAMPLE_RATE, soundsFolder, wavOf } from '../../../../../scripts/sounds/make-sounds.ts';
import { patterns } from './tones.ts';

const HEADER = 44;
const samplesIn = (wav: Buffer) =>
  Array.from({ length: (wav.length - HEADER) / 2 }, (_, n) => wav.readInt16LE(HEADER + 2 * n));

test('there is a sound for every priority, and no other', () => {
  expect(readdirSync(soundsFolder).sort()).toEqual(callPriorities.map((priority) => `${priority}.wav`).sort());
});

test.each(callPriorities)(
  '%s: the file is what the patterns give; make it anew with scripts/sounds/make-sounds.ts',
  (priority) => {
    const kept = readFileSync(join(soundsFolder, `${priority}.wav`));
    const made = wavOf(patterns[priority]);
    expect(kept.subarray(0, HEADER)).toEqual(made.subarray(0, HEADER));
    // Another processor may round a sine the other way.
    const [before, now] = [samplesIn(kept), samplesIn(made)];
    expect(now.every((sample, at) => Math.abs(sample - (before[at] ?? 0)) <= 1)).toBe(true);
  },
);

test.each(callPriorities)(
  '%s: loud, not clipped, without a click at its ends, over before it begins again',
  (priority) => {
    const samples = samplesIn(wavOf(patterns[priority]));
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest).toBeGreaterThan(20_000);
    expect(loudest).toBeLessThan(32_767);
    expect(Math.abs(samples[0] ?? 0) + Math.abs(samples.at(-1) ?? 0)).toBeLessThan(600);
    expect(samples.length / SAMPLE_RATE).toBeLessThan(patterns[priority].every);
  },
);
