import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDiskGuard } from './disk-guard.ts';

const megabyte = 1024 * 1024;
const folder = () => mkdtempSync(join(tmpdir(), 'disk-'));

test('the reserve takes real room, and gives it back once', async () => {
  const path = folder();
  const guard = await openDiskGuard(path, { reserveBytes: 2 * megabyte, lowBytes: 0 });
  const { size, blocks } = statSync(join(path, 'reserve'));
  expect(size).toBe(2 * megabyte);
  expect(blocks * 512).toBeGreaterThanOrEqual(2 * megabyte);
  expect(await guard.state()).toBe('well');
  expect(await guard.release()).toBe(true);
  expect(existsSync(join(path, 'reserve'))).toBe(false);
  expect(await guard.release()).toBe(false);
  expect(await guard.state()).toBe('full');
});

test('with less free than the floor people are told, and no reserve takes the last of it', async () => {
  const path = folder();
  const guard = await openDiskGuard(path, { reserveBytes: megabyte, lowBytes: Number.MAX_SAFE_INTEGER });
  expect(await guard.state()).toBe('low');
  expect(existsSync(join(path, 'reserve'))).toBe(false);
});
