import type { IncomingMessage } from 'node:http';
import { RequestProblem } from '../http/problems.ts';

/** A sender who says nothing for so long has gone (ms). */
const LONGEST_SILENCE_MS = 15_000;

/**
 * The body of a request, of which the size is known beforehand. Never holds more than that; rejects when there is more or less
 * of it, and when the sender goes away or falls silent in the middle.
 */
export function receivedChunk(request: IncomingMessage, bytes: number): Promise<Buffer> {
  return new Promise((received, failed) => {
    const chunk = Buffer.allocUnsafe(bytes);
    let filled = 0;
    const silent = () => request.destroy();
    request.setTimeout(LONGEST_SILENCE_MS, silent);
    request.on('data', (part: Buffer) => {
      if (filled + part.length <= bytes) part.copy(chunk, filled);
      filled += part.length;
      if (filled <= bytes) return;
      request.removeAllListeners('data').resume();
      failed(new RequestProblem('request/too-large', { about: `${bytes} bytes` }));
    });
    request.once('end', () => {
      request.setTimeout(0);
      if (filled === bytes) received(chunk);
      else failed(new RequestProblem('file/damaged', { about: 'fewer bytes than the file has here' }));
    });
    request.once('error', failed);
    request.once('close', () => failed(new RequestProblem('file/damaged', { about: 'broken off' })));
  });
}

/** Takes a body that is not needed off the line, so that the answer is read. */
export function passedOver(request: IncomingMessage): Promise<void> {
  return new Promise((over) => {
    request.once('close', over).once('end', over).resume();
  });
}
