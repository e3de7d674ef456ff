import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { uiWords } from '../words.ts';
import { forbiddenMantineIn, literalStringsIn } from './screens.ts';
import { missingWords } from './words.ts';

test.each([
  ['a key missing in Arabic', { en: { a: 'A', b: 'B' }, ar: { a: 'ا' } }, 'ward:b: missing in ar'],
  ['a key missing in English', { en: {}, ar: { deep: { a: 'ا' } } }, 'deep.a: missing in en'],
  ['a plural without "other"', { en: { a: '{n, plural, one {x}}' }, ar: { a: 'ا' } }, 'a: cannot be said in en'],
  [
    'an argument that Arabic forgot',
    { en: { a: 'Room {room}' }, ar: { a: 'غرفة' } },
    'ward:a: {room} is not said in ar',
  ],
  [
    'a plural that Arabic cannot count',
    { en: { a: '{n, plural, other {#}}' }, ar: { a: '{n, plural, two {#}}' } },
    'a: cannot',
  ],
  ['an empty message', { en: { a: 'A' }, ar: { a: '' } }, 'a: cannot be said in ar'],
])('%s is found', (_what, words, fault) => {
  expect(missingWords({ ward: words }).join()).toContain(fault);
});

test.each([
  ['<p>No open calls</p>', ['No open calls']],
  ['<button aria-label="Close" />', ['Close']],
  ["<p>{'No calls'}</p>", ['No calls']],
  ["<p>{open ? 'Open' : t('closed')}</p>", ['Open']],
  ["<p>{late && 'Late'}</p>", ['Late']],
  [`<p>{\`Room \${room}\`}</p>`, ['Room']],
  ["<p>{'Room ' + room}</p>", ['Room']],
  ["<>{'لا نداءات'}</>", ['لا نداءات']],
  ['<EmptyState title={\'Nothing\'} why="Because" />', ['Nothing', 'Because']],
  ['<p>{t("none")}</p>', []],
  [`<p className={open ? "open" : "shut"} data-tone={\`tone-\${tone}\`}>{n}</p>`, []],
  ['<p>12:40 ✓</p>', []],
  ['<input type="text" className="big" />', []],
])('words in %s are found', (jsx, found) => {
  expect(literalStringsIn(`const x = ${jsx};`, 'x.tsx')).toEqual(found);
});

test.each([
  ["import { Grid, Button } from '@mantine/core';", ['Grid']],
  ['const x = <Box w={{ base: 1, md: 2 }} />;', ['responsive w']],
  ["import { AppShell as Frame, Flex } from '@mantine/core';", ['AppShell', 'Flex']],
  ['const x = <Stack gap={{ base: 8, sm: 16 }} />;', ['responsive gap']],
  ['const x = <p dangerouslySetInnerHTML={{ __html: text }} />;', ['dangerouslySetInnerHTML']],
  ["import { Grid } from './grid.ts'; const x = <Box style={{ width: 1 }} />;", []],
])('what the policy refuses in %s is found', (text, found) => {
  expect(forbiddenMantineIn(text, 'x.tsx')).toEqual(found);
});

test('the words of ui are whole', () => {
  expect(missingWords({ ui: uiWords })).toEqual([]);
});

const src = join(import.meta.dirname, '..');
const screens = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));

test.each(screens)('%s speaks through the words of both languages, and the policy allows it', (file) => {
  const text = readFileSync(join(src, file), 'utf8');
  expect(literalStringsIn(text, file)).toEqual([]);
  expect(forbiddenMantineIn(text, file)).toEqual([]);
});
