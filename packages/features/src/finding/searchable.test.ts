import { expect, test } from 'vitest';
import { searchable, termsIn } from './searchable.ts';

test.each([
  ['أحمد', 'احمد'],
  ['إِبْرَاهِيم', 'ابراهيم'],
  ['فاطمة', 'فاطمه'],
  ['ليلى', 'ليلي'],
  ['غرفة ٤٠٣', 'غرفه 403'],
  ['Élan', 'elan'],
])('%s is found by %s', (written, typed) => {
  expect(searchable(written)).toBe(searchable(typed));
});

test('words of a search', () => {
  expect(termsIn('  Room  403 ')).toEqual(['room', '403']);
  expect(termsIn('  ')).toEqual([]);
});
