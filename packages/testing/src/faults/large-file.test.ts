import { expect, test } from 'vitest';
import { largeFileOver } from './large-file.ts';

const MB = 1024 * 1024;

// 50 MB over breaks of 5 MB, and what the workstations need, are a part of `npm run bench`.
test('12 MB over a line that breaks every 2 MB arrive whole, and the server needs no more than 200 MB of memory', async () => {
  const { sha256, breaks, puts, peakBytes } = await largeFileOver(12 * MB, 2 * MB);
  expect(sha256[1]).toBe(sha256[0]);
  expect(breaks).toBeGreaterThanOrEqual(10);
  // 48 chunks of 256 KiB. Every break costs one of them at most; nothing is sent from its beginning.
  expect(puts).toBeLessThanOrEqual(48 + breaks);
  expect(peakBytes.server / MB).toBeLessThanOrEqual(200);
});
