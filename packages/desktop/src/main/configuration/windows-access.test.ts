import { expect, test } from 'vitest';
import { othersMayWrite, writersOnWindows } from './windows-access.ts';

const list = (...entries: readonly string[]) =>
  `policy.json\r\nD:PAI${entries.map((entry) => `(${entry})`).join('')}\r\n`;
const administrators = 'A;ID;FA;;;BA';
const system = 'A;ID;FA;;;SY';
const usersRead = 'A;ID;0x1200a9;;;BU';

test.each([
  ['administrators and the system write, users read', [administrators, system, usersRead], false],
  ['what is only handed down to later files', [administrators, 'A;OICIIO;GA;;;BU'], false],
  ['users are denied', [administrators, 'D;;FA;;;BU'], false],
  ['users may modify', [administrators, 'A;ID;0x1301bf;;;BU'], true],
  ['users may append', [administrators, 'A;;0x4;;;BU'], true],
  ['everybody may do everything', [administrators, 'A;;FA;;;WD'], true],
  ['everybody may write', [administrators, 'A;;FRFW;;;WD'], true],
  ['the person who made the file', [administrators, 'A;ID;FA;;;S-1-5-21-1-2-3-1001'], true],
  ['signed-in users may change permissions', [administrators, 'A;;WD;;;AU'], true],
])('%s', (_name, entries, expected) => {
  expect(othersMayWrite(list(...entries))).toBe(expected);
});

test('a file without a list is open to everybody, and so is one nothing is known of', async () => {
  expect(othersMayWrite('policy.json\r\nD:NO_ACCESS_CONTROL\r\n')).toBe(true);
  expect(othersMayWrite('')).toBe(true);
  expect(await writersOnWindows('/no/such/file')).toBe('others');
});
