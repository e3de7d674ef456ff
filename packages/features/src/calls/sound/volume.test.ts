import { expect, test } from 'vitest';
import { gainOf, LEAST_FOR_EMERGENCIES, LEAST_FOR_OTHERS, volumeWithin } from './volume.ts';

const turnedDown = { emergencies: 0, others: 0 };

test('K2: however far the volume is turned down, an emergency keeps its lowest volume and no call is silent', () => {
  expect(volumeWithin(turnedDown)).toEqual({ emergencies: LEAST_FOR_EMERGENCIES, others: LEAST_FOR_OTHERS });
  expect(gainOf({ priority: 'low', isEmergency: true }, turnedDown)).toBeCloseTo((LEAST_FOR_EMERGENCIES / 100) ** 2);
  expect(gainOf({ priority: 'low', isEmergency: false }, turnedDown)).toBeGreaterThan(0);
});

test('what is set is what sounds, by kind, and nothing is louder than the machine', () => {
  const set = { emergencies: 80, others: 40 };
  expect(volumeWithin(set)).toEqual(set);
  expect(gainOf({ priority: 'high', isEmergency: true }, set)).toBeCloseTo(0.64);
  expect(gainOf({ priority: 'medium', isEmergency: false }, set)).toBeCloseTo(0.16);
  expect(gainOf({ priority: 'high', isEmergency: true }, { emergencies: 500, others: 40 })).toBe(1);
});
