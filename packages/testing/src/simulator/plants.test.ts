import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plants } from './plants.ts';

const root = join(import.meta.dirname, '../../../..');

test.each(plants)('"$what" can be planted: the code still reads as it says', ({ file, from, to }) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(from);
  expect(to).not.toBe(from);
});

test('there are at least thirty planted faults, each with words of its own', () => {
  expect(new Set(plants.map(({ what }) => what)).size).toBe(plants.length);
  expect(plants.length).toBeGreaterThanOrEqual(30);
});
