import { expect, test } from 'vitest';
import { idleFrom } from './idle.ts';

test.each([
  [0, 120, { phase: 'here' }],
  [89, 120, { phase: 'here' }],
  [90, 120, { phase: 'warn', leftMs: 30_000 }],
  [119, 120, { phase: 'warn', leftMs: 1000 }],
  [120, 120, { phase: 'locked' }],
  [9000, 120, { phase: 'locked' }],
  [7, 15, { phase: 'here' }],
  [8, 15, { phase: 'warn', leftMs: 7000 }],
] as const)('%i s without a touch, locked after %i s: %j', (idle, lock, expected) => {
  expect(idleFrom(idle * 1000, lock * 1000)).toEqual(expected);
});
