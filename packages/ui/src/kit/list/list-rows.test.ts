import { expect, test } from 'vitest';
import { itemsAfter, listRows, rowAfterKey } from './list-rows.ts';

const { rows, spans } = listRows([
  { id: 'open', heading: 'Open', items: ['a', 'b'] },
  { id: 'none', heading: 'Nothing here', items: [] },
  { id: 'done', heading: 'Done', items: ['c'] },
]);

test('headings and items make one run, and an empty section has no heading', () => {
  expect(rows.map((row) => (row.kind === 'item' ? row.item : `#${row.section}`))).toEqual(['#0', 'a', 'b', '#2', 'c']);
  expect(spans).toEqual([
    { first: 0, last: 2 },
    { first: 3, last: 2 },
    { first: 3, last: 4 },
  ]);
});

test.each([
  ['ArrowDown', 2, 4],
  ['ArrowUp', 4, 2],
  ['Home', 4, 1],
  ['End', 1, 4],
  ['ArrowDown', 4, null],
  ['ArrowUp', 1, null],
  ['a', 1, null],
])('%s leads from row %i to %s, over headings', (key, from, to) => {
  expect(rowAfterKey(rows, from, key)).toBe(to);
});

test.each([
  [-1, 3],
  [0, 3],
  [1, 2],
  [2, 1],
  [3, 1],
  [4, 0],
  [9, 0],
])('after row %i lie %i items', (row, items) => {
  expect(itemsAfter(rows, row)).toBe(items);
});
