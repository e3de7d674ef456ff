import { expect, test } from 'vitest';
import { adminAreas, areasFor } from './areas.ts';
import { adminWords } from './words.ts';

test('every area has its word in both languages, and an address of its own', () => {
  const ids = adminAreas.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const words of Object.values(adminWords)) expect(Object.keys(words.area)).toEqual(expect.arrayContaining(ids));
});

test('an administrator finds every area, a nurse none', () => {
  expect(areasFor({ role: 'admin' })).toEqual(adminAreas);
  expect(areasFor({ role: 'nurse' })).toEqual([]);
});
