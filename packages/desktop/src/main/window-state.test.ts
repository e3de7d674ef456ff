import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileName } from './printing.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

const screen = { workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
const freshPath = () => join(mkdtempSync(join(tmpdir(), 'window-')), 'window.json');

test('a window opens where it was closed', () => {
  const path = freshPath();
  const bounds = { x: 40, y: 30, width: 1200, height: 700 };
  keepWindowState(path, bounds, false);
  expect(readWindowState(path, [screen])).toEqual({ bounds, maximized: false });
});

test('a place on a screen that is gone is forgotten, the size is kept', () => {
  const path = freshPath();
  keepWindowState(path, { x: 2500, y: 30, width: 1200, height: 700 }, false);
  expect(readWindowState(path, [screen])).toEqual({ bounds: { width: 1200, height: 700 }, maximized: false });
});

test.each(['', '{', '{"x":0}', '{"x":0,"y":0,"width":1,"height":1,"maximized":false}'])(
  '%j is not taken for a place',
  (text) => {
    const path = freshPath();
    writeFileSync(path, text);
    expect(readWindowState(path, [screen])).toMatchObject({ maximized: true });
  },
);

test('a folder that cannot be written keeps no window from closing', () => {
  expect(() =>
    keepWindowState('/no/such/folder/window.json', { x: 0, y: 0, width: 800, height: 600 }, true),
  ).not.toThrow();
});

test.each([
  ['Calls of ward 4B.pdf', 'Calls of ward 4B.pdf'],
  ['../../etc/passwd', 'etc passwd.pdf'],
  ['نداءات القسم', 'نداءات القسم.pdf'],
  ['a\0b:c*?"<>|', 'a b c.pdf'],
  ['...', 'document.pdf'],
  ['x'.repeat(500), `${'x'.repeat(80)}.pdf`],
])('the file name %j becomes %j', (name, expected) => {
  expect(fileName(name, 'pdf')).toBe(expected);
});
