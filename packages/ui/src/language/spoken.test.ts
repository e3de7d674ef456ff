import i18next from 'i18next';
import { expect, test } from 'vitest';
import { addWords, startWords } from './speaking.ts';
import { hearWords, spokenNow } from './spoken.ts';

addWords('ward', { en: { bed: 'Bed', beds: '{n, number} beds' }, ar: { bed: 'سرير', beds: '{n, number} أسرّة' } });
startWords('en');

test('the words of a namespace are one object until another language is spoken, which everybody who listens is told', async () => {
  const english = spokenNow('ward');
  expect(spokenNow('ward')).toBe(english);
  expect([english.t('bed'), english.t('bed'), english.t('beds', { n: 3 })]).toEqual(['Bed', 'Bed', '3 beds']);
  let told = 0;
  const deafen = hearWords(() => {
    told += 1;
  });
  await i18next.changeLanguage('ar');
  deafen();
  await i18next.changeLanguage('ar');
  const arabic = spokenNow('ward');
  expect(told).toBe(1);
  expect([arabic.language, arabic.locale, arabic.t('bed')]).toEqual(['ar', 'ar-u-nu-latn', 'سرير']);
});

test('a word that was missing is said as soon as it has come', () => {
  const before = spokenNow('late');
  expect(before.t('only')).toBe('only');
  addWords('late', { en: { only: 'Now here' }, ar: { only: 'وصلت' } });
  expect(spokenNow('late').t('only')).not.toBe('only');
});
