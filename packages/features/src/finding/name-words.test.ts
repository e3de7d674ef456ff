import { expect, test } from 'vitest';
import { nameWords, withoutArticle } from './name-words.ts';

test.each([
  ['عبد الرحمن', 'عبدالرحمن'],
  ['Abd El-Rahman', 'Abdelrahman'],
  ['Abd al Rahman', 'abdulrahman'],
  ['El-Masry', 'masry'],
  ['AL MASRY', 'Masry'],
  ['Élan', 'elan'],
])('%s and %s are one name', (one, other) => {
  expect(nameWords(one)).toEqual(nameWords(other));
});

test('a name keeps its words', () => {
  expect(nameWords('Fatma Hassan El-Masry')).toEqual(['fatma', 'hassan', 'masry']);
  expect(nameWords('  ')).toEqual([]);
});

test('an article that is written together is found with and without it', () => {
  expect(withoutArticle('المصري')).toEqual(['المصري', 'مصري']);
  expect(withoutArticle('elmasry')).toEqual(['elmasry', 'masry']);
  expect(withoutArticle('ali')).toEqual(['ali']);
  expect(withoutArticle('الي')).toEqual(['الي']);
});
