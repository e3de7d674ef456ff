import { expect, test } from 'vitest';
import { mailWords } from './index.ts';
import { troubleOf } from './trouble.ts';

test.each([
  ['', 'none'],
  ['ESOCKET', 'away'],
  ['ETIMEDOUT', 'slow'],
  ['EAUTH', 'login'],
  ['535', 'login'],
  ['550', 'refused'],
  ['451', 'busy'],
  ['EWHATEVER', 'other'],
] as const)('the code %s is said as: %s', (code, trouble) => {
  expect(troubleOf(code)).toBe(trouble);
  for (const words of Object.values(mailWords)) expect(words.trouble[trouble]).toBeTruthy();
});
