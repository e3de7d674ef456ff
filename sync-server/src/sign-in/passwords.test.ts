import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordFault } from './passwords.ts';

const own = ['staff-10001', '01000000001'];

test.each([
  ['seven c', 'password/too-short'],
  ['x'.repeat(129), 'password/too-long'],
  ['password', 'password/common'],
  ['Password2026!', 'password/common'],
  ['P@ssw0rd', 'password/common'],
  ['12345678', 'password/common'],
  ['١٢٣٤٥٦٧٨', 'password/common'],
  ['87654321', 'password/common'],
  ['aaaaaaaaaaaa', 'password/common'],
  ['abcabcabcabc', 'password/common'],
  ['1q2w3e4r5t', 'password/common'],
  ['qwertyuiop', 'password/common'],
  ['19900215', 'password/common'],
  ['hospital123', 'password/common'],
  ['محمد123456', 'password/common'],
  ['my 010 0000 0001', 'password/own-data'],
  ['STAFF10001!!', 'password/own-data'],
  ['a long night shift', undefined],
  ['kettle-otter', undefined],
  ['نوبة ليل طويلة', undefined],
  ['tr7!kQz9', undefined],
  ['x1'.padEnd(128, 'kettle otter '), undefined],
])('%s: %s', (password, fault) => {
  expect(passwordFault(password, own)).toBe(fault);
});

test('characters are counted as they are seen, however the keyboard composes them', () => {
  expect(passwordFault('e\u0301e\u0301e\u0301e\u0301', own)).toBe('password/too-short');
  expect(passwordFault('😀🐫🌙🗝️🪑', own)).toBe('password/too-short');
});

test('a run, a repetition or own data of any length is found', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: 8, max: 20 }), (piece, times) => {
      const repeated = piece.repeat(times);
      return [...repeated.normalize('NFC')].length > 128 || passwordFault(repeated, own) !== undefined;
    }),
  );
});
