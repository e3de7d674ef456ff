import { crc32c, masked } from './leveldb-log-tail.ts';

const blockBytes = 32_768;
const headerBytes = 7;

/** A LevelDB log with one record of each of these lengths, and where each record ends. */
export function logOf(lengths: readonly number[]): { readonly log: Buffer; readonly ends: readonly number[] } {
  let log: Buffer = Buffer.alloc(0);
  const ends: number[] = [];
  for (const length of lengths) {
    log = withRecord(log, Buffer.alloc(length, 0x61));
    ends.push(log.length);
  }
  return { log, ends };
}

function withRecord(before: Buffer, record: Buffer): Buffer {
  const parts = [before];
  let at = before.length;
  let left = record;
  for (let isFirst = true; isFirst || left.length > 0; isFirst = false) {
    const free = blockBytes - (at % blockBytes);
    const padding = free < headerBytes ? free : 0;
    const room = (padding ? blockBytes : free) - headerBytes;
    const piece = left.subarray(0, room);
    left = left.subarray(piece.length);
    const isLast = left.length === 0;
    parts.push(Buffer.alloc(padding), fragment(isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3, piece));
    at += padding + headerBytes + piece.length;
  }
  return Buffer.concat(parts);
}

function fragment(type: number, piece: Buffer): Buffer {
  const head = Buffer.alloc(headerBytes);
  head.writeUInt16LE(piece.length, 4);
  head.writeUInt8(type, 6);
  head.writeUInt32LE(masked(crc32c(Buffer.concat([head.subarray(6), piece]))), 0);
  return Buffer.concat([head, piece]);
}
