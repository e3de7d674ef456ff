import i18next from 'i18next';
import { expect, test } from 'vitest';
import { addWords, startWords } from './speaking.ts';

addWords('early', { en: { beds: '{count, plural, one {# bed} other {# beds}}' }, ar: { beds: arabicBeds() } });
startWords('ar');
addWords('late', { en: { total: '{n, number}' }, ar: { total: '{n, number} سرير' } });

test.each([
  [0, 'لا أسرّة'],
  [1, 'سرير واحد'],
  [2, 'سريران'],
  [3, '3 أسرّة'],
  [11, '11 سريرًا'],
  [100, '100 سرير'],
])('Arabic counts %i in its own plural form, with Latin digits', (count, said) => {
  expect(i18next.t('early:beds', { count })).toBe(said);
});

test('a feature that comes after the start brings its words, and numbers keep Latin digits', () => {
  expect(i18next.t('late:total', { n: 12_400 })).toBe('12,400 سرير');
});

test('a word of one language is never said in the other: a missing key shows itself', async () => {
  addWords('torn', { en: { only: 'Only English' }, ar: {} });
  expect(i18next.t('torn:only')).toBe('only');
  await i18next.changeLanguage('en');
  expect(i18next.t('torn:only')).toBe('Only English');
  expect(i18next.t('early:beds', { count: 1 })).toBe('1 bed');
});

function arabicBeds(): string {
  return '{count, plural, zero {لا أسرّة} one {سرير واحد} two {سريران} few {# أسرّة} many {# سريرًا} other {# سرير}}';
}
