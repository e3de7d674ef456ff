import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scanned } from './raw-scan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raw-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const word = 'سلمى Nasr';

test.each([
  ['utf-8', `{"name":"${word}"}`],
  ['utf-16', Buffer.from(`..${word}..`, 'utf16le')],
  ['escaped', JSON.stringify(word).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)],
  ['hex', Buffer.from(word).toString('hex')],
  ['base64+0', Buffer.from(`${word}, nurse`).toString('base64')],
  ['base64+1', Buffer.from(`"${word}", nurse`).toString('base64')],
  ['base64+2', Buffer.from(`, ${word}, nurse`).toString('base64')],
] as const)('a name that lies on the disk as %s is found', (form, content) => {
  writeFileSync(join(folder, 'some.log'), content);
  expect(scanned(folder, [word, 'Fatma Ali'])).toContainEqual({ word, form, file: 'some.log' });
});

test('what is not there is not found', () => {
  writeFileSync(join(folder, 'some.log'), Buffer.from('Salma Adel').toString('base64'));
  expect(scanned(folder, [word])).toEqual([]);
});
