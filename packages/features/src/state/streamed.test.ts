import { expect, test } from 'vitest';
import { isSameShown } from './streamed.ts';

const [one, other] = [{ id: 'a' }, { id: 'b' }];

test.each<[string, unknown, unknown, boolean]>([
  ['the same documents in another list', [one, other], [one, other], true],
  ['another order', [one, other], [other, one], false],
  ['one more', [one], [one, other], false],
  ['one other', [one, other], [one, { id: 'c' }], false],
  ['the same documents by id', { a: one }, { a: one }, true],
  ['another document by the same id', { a: { ...one, is: 1 } }, { a: { ...one, is: 2 } }, false],
  ['the same list beside the same number', { rows: [one], read: 1 }, { rows: [one], read: 1 }, true],
  ['the same list beside another number', { rows: [one], read: 1 }, { rows: [one], read: 2 }, false],
  ['a list with other texts', { rows: ['a'] }, { rows: ['b'] }, false],
  ['what lies deeper is not looked into', { rows: [[{ a: 1 }]] }, { rows: [[{ a: 1 }]] }, false],
  ['nothing and nothing', null, null, true],
  ['a field that is missing', { a: undefined }, { b: undefined }, false],
])('%s', (_what, before, now, same) => {
  expect(isSameShown(before, now)).toBe(same);
});
