import { expect, test } from 'vitest';
import { isOwnDatabase, isOwnKey } from './wipe.ts';

test('N6 a workstation wipes what is its own, and nothing of another app at the same server', () => {
  for (const name of [
    'ward',
    'ward-keys',
    'ward-journal',
    'ward-people',
    'rxdb-dexie-ward-sealed--0--calls',
    '_pouch_ward files',
  ])
    expect([name, isOwnDatabase(name, 'ward'), isOwnDatabase(name, 'admin')]).toEqual([name, true, false]);
  for (const name of ['admin-keys', 'rxdb-dexie-admin-sealed--0--staff'])
    expect([name, isOwnDatabase(name, 'ward'), isOwnDatabase(name, 'admin')]).toEqual([name, false, true]);
  expect(isOwnKey('healthcare.workstation', 'ward')).toBe(true);
  expect(isOwnKey('admin:healthcare.workstation', 'ward')).toBe(false);
  expect(isOwnKey('admin:healthcare.workstation', 'admin')).toBe(true);
});
