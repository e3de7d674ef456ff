import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hearWitness, type Program, type Witness, WitnessRecord } from './witness.ts';

const program: Program = { electronMajor: 45, dataFormat: 3 };
const folder = () => mkdtempSync(join(tmpdir(), 'witness-'));

function heard(userData: string, by: Program = program) {
  const testimony = hearWitness(userData, join(userData, 'chromium'), by);
  if (testimony.kind !== 'ours') throw new Error('the profile was refused');
  return testimony;
}

test('the profile keeps its name, and every start counts', () => {
  const userData = folder();
  const first = heard(userData).witness;
  const second = heard(userData).witness;
  expect(second.profileId).toBe(first.profileId);
  expect([first.generation, second.generation]).toEqual([1, 2]);
});

test.each([
  ['an older Chromium', { electronMajor: 44, dataFormat: 3 }],
  ['a program that reads only older data', { electronMajor: 46, dataFormat: 2 }],
])('%s is refused, and the witness stays as it was', (_name, older) => {
  const userData = folder();
  heard(userData);
  const before = readFileSync(join(userData, 'witness.json'), 'utf8');
  expect(hearWitness(userData, userData, older).kind).toBe('too-new');
  expect(readFileSync(join(userData, 'witness.json'), 'utf8')).toBe(before);
});

test('a newer program is let in, and is the floor from then on', () => {
  const userData = folder();
  heard(userData);
  heard(userData, { electronMajor: 46, dataFormat: 4 });
  expect(hearWitness(userData, userData, program).kind).toBe('too-new');
});

test('storage that is gone although entries were stored is called lost', async () => {
  const userData = folder();
  const { witness, storageLost } = heard(userData);
  expect(storageLost).toBe(false);
  await new WitnessRecord(userData, witness).record(12);
  expect(heard(userData).storageLost).toBe(true);
  mkdirSync(join(userData, 'chromium/IndexedDB/app_ward_0.indexeddb.leveldb'), { recursive: true });
  expect(heard(userData).storageLost).toBe(false);
});

test('only the highest sequence is kept, however the records arrive', async () => {
  const userData = folder();
  const record = new WitnessRecord(userData, heard(userData).witness);
  await Promise.all([record.record(3), record.record(9), record.record(5)]);
  expect((JSON.parse(readFileSync(join(userData, 'witness.json'), 'utf8')) as Witness).sequence).toBe(9);
  expect(heard(userData).witness.sequence).toBe(9);
});

test('a witness that cannot be read makes a profile of another name', () => {
  const userData = folder();
  const { profileId } = heard(userData).witness;
  writeFileSync(join(userData, 'witness.json'), '{"profileId":"');
  expect(heard(userData).witness.profileId).not.toBe(profileId);
});
