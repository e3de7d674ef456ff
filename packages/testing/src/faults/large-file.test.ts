import { expect, test } from 'vitest';
import { largeFileOver } from './large-file.ts';

const MB = 1024 * 1024;

test('50 MB over a line that breaks every 5 MB arrive whole, and nobody needs more than 200 MB of memory for them', async () => {
  const { sha256, breaks, puts, peakBytes } = await largeFileOver(50 * MB, 5 * MB);
  expect(sha256[1]).toBe(sha256[0]);
  expect(breaks).toBeGreaterThanOrEqual(20); // it crosses the line twice
  // 200 chunks of 256 KiB. Every break costs one of them at most; nothing is sent from its beginning.
  expect(puts).toBeLessThanOrEqual(200 + breaks);
  const { sender, server, receiver } = peakBytes;
  const needed = { sender: sender / MB, server: server / MB, receiver: receiver / MB };
  console.log('MB of memory at most:', needed);
  expect(Math.max(...Object.values(needed)), JSON.stringify(needed)).toBeLessThanOrEqual(200);
}, 300_000);
