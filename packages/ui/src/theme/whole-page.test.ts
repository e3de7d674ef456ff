import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const packages = join(import.meta.dirname, '../../..');
/** Every element has a class: beside `:has()` above the page, each change of any of them is a change of all. */
const wholePage = /(?::root|html|body)\b[^{}]*:has\([^{}]*\[class[^{}]*\{/;

test('no style rule has the browser work out the whole page anew at every change of it', () => {
  const sheets = globSync('*/src/**/*.css', { cwd: packages });
  expect(sheets.length).toBeGreaterThan(20);
  expect(sheets.filter((sheet) => wholePage.test(rulesIn(sheet)))).toEqual([]);
});

function rulesIn(sheet: string): string {
  return readFileSync(join(packages, sheet), 'utf8').replace(/\/\*.*?\*\//gs, '');
}
