import { expect, test } from 'vitest';
import { largeFileOver } from './large-file.ts';

const MB = 1024 * 1024;

test('50 MB over a line that breaks every 5 MB arrive whole, and nobody needs more than 200 MB of memory', async () => {
  const { sha256, breaks, puts, peakBytes } = await largeFileOver(50 * MB, 5 * MB);
  console.log(breaks, puts, peakBytes);
  expect(sha256[1]).toBe(sha256[0]);
  expect(breaks).toBeGreaterThanOrEqual(20);
  // Every break costs one chunk sent anew at most; nothing is sent from its beginning.
  expect(puts).toBeLessThanOrEqual(50 + breaks);
  for (const [who, peak] of Object.entries(peakBytes)) expect(peak / MB, who).toBeLessThanOrEqual(200);
});
