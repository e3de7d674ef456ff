import { expect, test } from 'vitest';
import { newCalls } from './announcements.ts';
import { callWith } from './calls-for-tests.ts';

test('only what came since the last look is said, the most urgent first', () => {
  const calls = [callWith('low', { priority: 'low' }), callWith('high', { priority: 'high' }), callWith('old', {})];
  expect(newCalls(new Set(['old']), calls).map(({ id }) => id)).toEqual(['high', 'low']);
  expect(newCalls(null, calls)).toEqual([]);
});

test('what somebody has accepted already is not said', () => {
  const taken = callWith('taken', {}, [{ kind: 'accepted', by: 'n2', after: 1 }]);
  expect(newCalls(new Set(), [taken])).toEqual([]);
});
