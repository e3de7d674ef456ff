import { expect, test } from 'vitest';
import { contrast } from './contrast.ts';
import { type ColourName, colours, parts, readable } from './tokens.ts';

type Pair = readonly [ColourName, ColourName];
const schemes = ['light', 'dark'] as const;
const cases = (pairs: readonly Pair[]) => schemes.flatMap((scheme) => pairs.map(([a, b]) => [a, b, scheme] as const));

test('contrast is measured as WCAG measures it', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each(cases(readable))('%s on %s can be read in %s (4.5:1)', (front, back, scheme) => {
  expect(contrast(colours[front][scheme], colours[back][scheme])).toBeGreaterThanOrEqual(4.5);
});

test.each(cases(parts))('%s on %s can be seen in %s (3:1)', (front, back, scheme) => {
  expect(contrast(colours[front][scheme], colours[back][scheme])).toBeGreaterThanOrEqual(3);
});
