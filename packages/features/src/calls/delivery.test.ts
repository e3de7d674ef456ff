import { expect, test } from 'vitest';
import { callWith } from './calls-for-tests.ts';
import { deliveryOf, isShownEverywhere } from './delivery.ts';

const call = callWith('a', {});

test('K3: here, server and stations are three separate facts', () => {
  const shown = { a: { shown: 2, stations: 3 } };
  expect(deliveryOf({ ...call, unsent: ['a-0'] }, shown, false)).toEqual({
    unsent: 1,
    stations: { shown: 2, stations: 3 },
  });
  expect(isShownEverywhere(deliveryOf(call, shown, false))).toBe(false);
  expect(isShownEverywhere(deliveryOf(call, { a: { shown: 3, stations: 3 } }, false))).toBe(true);
});

test('K6: nothing is claimed about other stations while cut off, or before it is known', () => {
  expect(deliveryOf(call, { a: { shown: 3, stations: 3 } }, true).stations).toBeNull();
  expect(isShownEverywhere(deliveryOf(call, {}, false))).toBe(false);
  expect(isShownEverywhere(deliveryOf(call, { a: { shown: 0, stations: 0 } }, false))).toBe(false);
});
