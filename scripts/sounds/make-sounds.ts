// node scripts/sounds/make-sounds.ts: writes the sounds of calls, one WAV for each priority, from the patterns in
// packages/features/src/calls/sound/tones.ts. The same patterns give the same bytes; a test compares them with the files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Pattern, patterns, type Tone } from '../../packages/features/src/calls/sound/tones.ts';

/** Samples a second: everything a small loudspeaker gives of these tones lies below half of it. */
export const SAMPLE_RATE = 16_000;
/** Of the largest sample that there is: harmonics that meet do not clip. */
const PEAK = 0.8;
/** A tone that starts or ends at once clicks (s). */
const EDGE = 0.015;
/** Harmonics by their share, those of a triangle: heard across a ward, and softer than a beeper. */
const harmonics = [
  [1, 1],
  [3, 1 / 9],
  [5, 1 / 25],
] as const;
const whole = harmonics.reduce((sum, [, share]) => sum + share, 0);

export const soundsFolder = fileURLToPath(new URL('../../resources/sounds', import.meta.url));

/** One pattern as a WAV file: PCM, 16 bits, one channel. */
export function wavOf({ tones }: Pattern): Buffer {
  const ends = Math.max(...tones.map(({ at, lasts }) => at + lasts));
  const samples = new Int16Array(Math.ceil(ends * SAMPLE_RATE));
  for (const tone of tones) addTo(samples, tone);
  return Buffer.concat([headerFor(samples.length), Buffer.from(samples.buffer)]);
}

function addTo(samples: Int16Array, { at, lasts, hz }: Tone): void {
  const from = Math.round(at * SAMPLE_RATE);
  const length = Math.round(lasts * SAMPLE_RATE);
  for (let n = 0; n < length; n += 1) {
    const t = n / SAMPLE_RATE;
    const edge = Math.min(1, t / EDGE, (lasts - t) / EDGE);
    const wave = harmonics.reduce((sum, [of, share]) => sum + share * Math.sin(2 * Math.PI * hz * of * t), 0) / whole;
    samples[from + n] = Math.round(wave * edge * PEAK * 32_767);
  }
}

/** `length` in samples. */
function headerFor(length: number): Buffer {
  const header = Buffer.alloc(44);
  const bytes = length * 2;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(soundsFolder, { recursive: true });
  for (const [priority, pattern] of Object.entries(patterns))
    writeFileSync(join(soundsFolder, `${priority}.wav`), wavOf(pattern));
}
