import { expect, test } from 'vitest';
import { placeOf } from '../../laws/any-stay.ts';
import { story } from '../../laws/entries-for-tests.ts';
import { fold } from '../kernel/fold.ts';
import { stampMs } from '../kernel/stamp.ts';
import { lengthsOfStay, lyingAt } from './figures.ts';
import { stays } from './stay.ts';

const claimed = { kind: 'claimed', data: { patient: 'Sara', ...placeOf(1) } };
const entries = story(
  claimed,
  { kind: 'confirmed', user: 'server', data: { claim: 'e0', turn: 1 } },
  { kind: 'left', data: { reason: 'went home', needs: 'cleaning' } },
);
const told = entries.map((entry, at) => (at === 1 ? { ...entry, data: { claim: entries[0]?.id, turn: 1 } } : entry));
const stay = fold(stays, told);
const at = (n: number) => stampMs(told[n]?.at ?? '');
const always = { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER };

test('R5: a patient counts from the moment they came into the bed until they left it, in its ward only', () => {
  const cameMs = stampMs(stay.claims[0]?.arrived?.at ?? '');
  expect(lyingAt([stay], '4B', cameMs - 1)).toBe(0);
  expect(lyingAt([stay], '4B', cameMs)).toBe(1);
  expect(lyingAt([stay], '4B', at(2) - 1)).toBe(1);
  expect(lyingAt([stay], '4B', at(2))).toBe(0);
  expect(lyingAt([stay], '3A', at(2) - 1)).toBe(0);
});

test('R5: a stay lasts from the first bed to the departure, and is counted where it ended', () => {
  const cameMs = stampMs(stay.claims[0]?.arrived?.at ?? '');
  const took = at(2) - cameMs;
  expect(took).toBeGreaterThan(0);
  expect(lengthsOfStay([stay], '4B', always)).toEqual({ left: 1, median: took, p90: took });
  expect(lengthsOfStay([stay], '4B', { fromMs: 0, untilMs: at(2) }).left).toBe(0);
  expect(lengthsOfStay([stay], '3A', always)).toEqual({ left: 0, median: null, p90: null });
});
