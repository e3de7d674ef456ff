import type { Connection } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { inOrder, silentWards } from './silent-wards.ts';

const on = (kind: Connection['kind'], wardId: string | null, sinceMs = 0): Connection => ({
  workstation: `wk-${wardId}-${sinceMs}`,
  kind,
  wardId,
  user: 'n1',
  role: 'nurse',
  sinceMs,
});

test('a ward whose terminals are all away is named; a desk makes no ward heard', () => {
  const rooms = [{ wardId: '10A' }, { wardId: '4B' }, { wardId: '4B' }, { wardId: '3A' }];
  expect(silentWards(rooms, [on('ward', '3A'), on('admin', null)])).toEqual(['4B', '10A']);
});

test('wards before desks, as people count', () => {
  const all = [on('admin', null), on('ward', '10A'), on('ward', '4B', 7), on('ward', '4B', 5)];
  expect(inOrder(all).map(({ wardId, sinceMs }) => [wardId, sinceMs])).toEqual([
    ['4B', 5],
    ['4B', 7],
    ['10A', 0],
    [null, 0],
  ]);
});
