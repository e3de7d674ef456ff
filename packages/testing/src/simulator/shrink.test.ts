import { expect, test } from 'vitest';
import { shortest } from './shrink.ts';

test('what is left is what is needed, and no more', async () => {
  const needed = [3, 4, 250, 599];
  const { keep } = await shortest(600, async (steps) => needed.every((step) => steps.includes(step)));
  expect(keep).toEqual(needed);
});

test('a step that can only be missed together with a later one is missed', async () => {
  // Step 9 does harm only while 5 is there: 5 goes in a second round, after 9.
  const { keep } = await shortest(10, async (steps) => steps.includes(1) && (steps.includes(5) || !steps.includes(9)));
  expect(keep).toEqual([1]);
});
