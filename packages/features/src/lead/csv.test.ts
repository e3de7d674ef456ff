import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('cells with commas, quotes and lines are quoted; nothing is run as a formula; no figure is an empty cell', () => {
  const rows = [
    ['Kind', 'Median (s)'],
    ['a "b", c', 12],
    ['=cmd()', null],
  ];
  expect(csvOf(rows)).toBe('\uFEFFKind,Median (s)\r\n"a ""b"", c",12\r\n\'=cmd(),\r\n');
});
