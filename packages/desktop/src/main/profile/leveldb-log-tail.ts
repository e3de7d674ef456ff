// LevelDB's write-ahead log is a run of 32 KiB blocks of records: masked CRC32C (4), length (2), type (1), bytes.
// (Format: doc/log_format.md of LevelDB.)

const blockBytes = 32_768;
const headerBytes = 7;
const whole = 1;
const first = 2;
const last = 4;

/**
 * Where the last whole logical record ends; what lies beyond is torn. A torn record looks healthy at the next start and
 * loses everything at the one after: cut off here, the loss stays at what was never flushed.
 */
export function endOfLastWholeRecord(log: Buffer): number {
  let at = 0;
  let end = 0;
  let open = false;
  for (;;) {
    const left = blockBytes - (at % blockBytes);
    if (left < headerBytes) at += left;
    const record = recordAt(log, at);
    if (!record) return end;
    at = record.after;
    if (record.type === whole) open = false;
    if (record.type === first) open = true;
    if (record.type === whole || (record.type === last && open)) end = at;
    if (record.type === last) open = false;
  }
}

function recordAt(log: Buffer, at: number): { readonly type: number; readonly after: number } | null {
  if (at + headerBytes > log.length) return null;
  const length = log.readUInt16LE(at + 4);
  const type = log.readUInt8(at + 6);
  const after = at + headerBytes + length;
  const fits = after <= log.length && headerBytes + length <= blockBytes - (at % blockBytes);
  if (type < whole || type > last || !fits) return null;
  return masked(crc32c(log.subarray(at + 6, after))) === log.readUInt32LE(at) ? { type, after } : null;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

export function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
