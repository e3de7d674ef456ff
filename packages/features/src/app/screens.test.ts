import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forbiddenMantineIn, literalStringsIn, missingWords } from '@healthcare/ui/testing';
import { expect, test } from 'vitest';
import { pageWords } from '../page/words.ts';
import { allWords as shown } from './words.ts';

const allWords = { ...shown, page: pageWords };

const source = join(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.test)\.tsx?$/.test(file),
);
const texts = files.map((file) => [file, readFileSync(join(source, file), 'utf8')] as const);

test('every word exists in English and Arabic, and every message can be said in all plural forms', () => {
  expect(missingWords(allWords)).toEqual([]);
});

test('no screen has words of its own outside of the words', () => {
  expect(texts.flatMap(([file, text]) => literalStringsIn(text, file).map((literal) => `${file}: ${literal}`))).toEqual(
    [],
  );
});

test('no part of Mantine that writes styles at run time', () => {
  expect(texts.flatMap(([file, text]) => forbiddenMantineIn(text, file).map((part) => `${file}: ${part}`))).toEqual([]);
});

test('every key that a screen says exists', () => {
  const known = new Set(Object.values(allWords).flatMap(({ en }) => keysIn(en)));
  const uiKeys = /^(kit|head|app|link)\./; // ui.t('…'): proven in that package.
  const said = texts.flatMap(([file, text]) =>
    [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => ({ file, key: key ?? '' })),
  );
  expect(said.length).toBeGreaterThan(80);
  expect(said.filter(({ key }) => !known.has(key) && !uiKeys.test(key))).toEqual([]);
});

test('keys put together from a state have words for every state', () => {
  const prefixes = texts.flatMap(([, text]) =>
    [...text.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)].map(([, prefix]) => prefix ?? ''),
  );
  const known = Object.values(allWords).flatMap(({ en }) => keysIn(en));
  expect(prefixes.filter((prefix) => !known.some((key) => key.startsWith(`${prefix}.`)))).toEqual([]);
});

function keysIn(words: object, prefix = ''): readonly string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysIn(value, `${prefix}${key}.`),
  );
}
