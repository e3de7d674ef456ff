import { expect, test } from 'vitest';
import { isRefusalCode, refusalSentences, sentenceFor } from './codes.ts';

test('every refusal code has a sentence for staff in both languages and one for support', () => {
  for (const [code, { staff, support }] of Object.entries(refusalSentences)) {
    expect(code).toMatch(/^[a-z]+\/[a-z-]+$/);
    expect(staff.en, code).toMatch(/[.]$/);
    expect(staff.ar, code).toMatch(/[\u0600-\u06ff].*[.]$/u);
    expect(support.length, code).toBeGreaterThan(10);
  }
});

test('a code of a newer server still says something true', () => {
  expect(isRefusalCode('bed/on-the-moon')).toBe(false);
  expect(sentenceFor('bed/on-the-moon', 'en')).toContain('bed/on-the-moon');
  expect(sentenceFor('toString', 'ar')).toContain('toString');
});
