import { callPriorities } from '@healthcare/domain/calls';
import { expect, test } from 'vitest';
import { patterns } from './tones.ts';

test('priorities are told apart by their rhythm, not by pitch alone', () => {
  const rhythms = callPriorities.map((priority) => patterns[priority].tones.length);
  expect(new Set(rhythms).size).toBe(callPriorities.length);
  const [high, medium, low] = callPriorities.map((priority) => patterns[priority].every);
  expect(high).toBeLessThan(medium ?? 0);
  expect(medium).toBeLessThan(low ?? 0);
});

test.each(callPriorities)('%s: no tone meets the next, and the pattern is over before it begins again', (priority) => {
  const { tones, every } = patterns[priority];
  tones.forEach(({ at, lasts }, place) => {
    expect(at + lasts).toBeLessThan(tones[place + 1]?.at ?? every);
  });
});
