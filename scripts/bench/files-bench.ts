import { largeFileOver } from '../../packages/testing/src/faults/large-file.ts';
import type { Figure } from './figures.ts';

const MB = 1024 * 1024;

/** A file of 50 MB from one workstation to another, over a line that breaks every 5 MB. */
export async function filesFigures(): Promise<readonly Figure[]> {
  const startedMs = performance.now();
  const { sha256, breaks, peakBytes } = await largeFileOver(50 * MB, 5 * MB);
  if (sha256[0] !== sha256[1]) throw new Error('the file that came is not the file that was added');
  const held = (who: string, bytes: number): Figure => ({
    what: `50 MB over a breaking line: memory of the ${who}`,
    value: bytes / MB,
    unit: 'MB',
    wanted: { atMost: 200 },
  });
  return [
    {
      what: '50 MB over a line that breaks every 5 MB, there and back, with the starts of three processes',
      value: (performance.now() - startedMs) / 1000,
      unit: 's',
      note: `${breaks} breaks`,
    },
    held('server', peakBytes.server),
    held('sender (in Node)', peakBytes.sender),
    held('receiver (in Node)', peakBytes.receiver),
  ];
}
