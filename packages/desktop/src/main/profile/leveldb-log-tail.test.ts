import { expect, test } from 'vitest';
import { logOf } from './leveldb-log.fixture.ts';
import { crc32c, endOfLastWholeRecord } from './leveldb-log-tail.ts';

const { log, ends } = logOf([10, 5, 40_000, 1, 70_000, 3]);

test('a whole log ends where it ends', () => {
  expect(endOfLastWholeRecord(log)).toBe(log.length);
});

test('cut at any byte, the end is that of the last record which is whole', () => {
  for (let cut = 0; cut <= log.length; cut += cut > 100 && cut < log.length - 100 ? 97 : 1) {
    const whole = ends.filter((end) => end <= cut).at(-1) ?? 0;
    expect(endOfLastWholeRecord(log.subarray(0, cut)), `cut at ${cut}`).toBe(whole);
  }
});

test('what follows a flipped byte is not taken for sound', () => {
  const flipped = Buffer.from(log);
  const at = (ends[0] ?? 0) + 8;
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  expect(endOfLastWholeRecord(flipped)).toBe(ends[0]);
});

test('zeros that a file system left behind are no records', () => {
  expect(endOfLastWholeRecord(Buffer.concat([log, Buffer.alloc(500)]))).toBe(log.length);
});

test('the checksum is CRC-32C, by its published check value', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('a log that LevelDB itself wrote: two records, each to its last byte', () => {
  const first = '560e410f150001010000000000000001000000010477617264023442';
  const second = 'a981a28213000102000000000000000100000001036265640132';
  const written = Buffer.from(first + second, 'hex');
  expect(endOfLastWholeRecord(written)).toBe(written.length);
  expect(endOfLastWholeRecord(written.subarray(0, -1))).toBe(first.length / 2);
});

test('the end of a record whose beginning is gone is not sound', () => {
  const withoutFirstBlock = logOf([40_000, 10]).log.subarray(32_768);
  const wholeRecordBehind = withoutFirstBlock.length;
  expect(endOfLastWholeRecord(withoutFirstBlock)).toBe(wholeRecordBehind);
  expect(endOfLastWholeRecord(withoutFirstBlock.subarray(0, -1))).toBe(0);
});
