import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { uiWords } from '../words.ts';
import { forbiddenIn, literalsIn } from './screens.ts';
import { faultsIn } from './words.ts';

test.each([
  ['a key missing in Arabic', { en: { a: 'A', b: 'B' }, ar: { a: 'ا' } }, 'b: missing in ar'],
  ['a key missing in English', { en: {}, ar: { deep: { a: 'ا' } } }, 'deep.a: missing in en'],
  ['a plural without "other"', { en: { a: '{n, plural, one {x}}' }, ar: { a: 'ا' } }, 'a: cannot be said in en'],
  ['an empty message', { en: { a: 'A' }, ar: { a: '' } }, 'a: cannot be said in ar'],
])('%s is found', (_what, words, fault) => {
  expect(faultsIn(words).join()).toContain(fault);
});

test.each([
  ['<p>No open calls</p>', ['No open calls']],
  ['<button aria-label="Close" />', ['Close']],
  ['<p>{t("none")}</p>', []],
  ['<p>12:40 ✓</p>', []],
  ['<input type="text" className="big" />', []],
])('words in %s are found', (jsx, found) => {
  expect(literalsIn('x.tsx', `const x = ${jsx};`)).toEqual(found);
});

test.each([
  ["import { Grid, Button } from '@mantine/core';", ['Grid']],
  ['const x = <Box w={{ base: 1, md: 2 }} />;', ['responsive prop']],
  ["import { Grid } from './grid.ts'; const x = <Box style={{ width: 1 }} />;", []],
])('what the policy refuses in %s is found', (text, found) => {
  expect(forbiddenIn('x.tsx', text)).toEqual(found);
});

test('the words of ui are whole', () => {
  expect(faultsIn(uiWords)).toEqual([]);
});

const src = join(import.meta.dirname, '..');
const screens = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));

test.each(screens)('%s speaks through the words of both languages, and the policy allows it', (file) => {
  const text = readFileSync(join(src, file), 'utf8');
  expect(literalsIn(file, text)).toEqual([]);
  expect(forbiddenIn(file, text)).toEqual([]);
});
