import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHistory } from '../../laws/any-history.ts';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { judge } from '../kernel/judge.ts';
import { type Person, type Role, serverAuthor } from '../rights/roles.ts';
import { MOST_CHUNK_BYTES, SEAL_BYTES, storedChunkBytes } from './entries.ts';
import { RecordView, records } from './record.ts';

const hash = (letter: string) => letter.repeat(43);
const file = {
  wardId: '4B',
  name: 'X-ray, left hand.png',
  type: 'image/png',
  bytes: 2500,
  chunkBytes: 1000,
  chunks: [hash('a'), hash('b'), hash('c')],
  key: hash('k'),
};
const added: Made = { kind: 'fileAdded', data: file };
const removed: Made = { kind: 'removed', data: { reason: 'wrong patient' } };
const person = (user: string, role: Role = 'nurse', ward = '4B'): Person => ({ user, role, wards: [ward] });

function verdict(entries: readonly Entry[], act: Made, author: Person) {
  return judge(anyAggregate(records), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

test('F1 a file is added once', () => {
  expect(verdict([], added, person('salma'))).toBeNull();
  expect(verdict(story(added), added, person('salma'))).toEqual({ code: 'record/already-added' });
  const view = fold(records, story(added));
  expect(view).toMatchObject({ ...file, state: 'added', addedBy: 'salma', addedAt: 'wk-salma' });
  expect(RecordView.safeParse(view).success).toBe(true);
});

test.each<[string, Made, Person, string | undefined]>([
  ['a nurse adds to her ward', added, person('salma'), undefined],
  ['a nurse of another ward', added, person('rania', 'nurse', '3A'), 'right/missing'],
  ['a pharmacist', added, person('nadia', 'pharmacist'), 'right/missing'],
  ['an administrator', added, person('adam', 'admin'), 'right/missing'],
])('F2 adding: %s', (_what, act, author, code) => {
  expect(verdict([], act, author)?.code).toBe(code);
});

test.each<[string, Person, string | undefined]>([
  ['who added it', person('salma'), undefined],
  ['a colleague', person('omar'), 'right/missing'],
  ['the head nurse of the ward', person('heba', 'headNurse'), undefined],
  ['the head nurse of another ward', person('mona', 'headNurse', '3A'), 'right/missing'],
])('F2 removing: %s', (_who, author, code) => {
  expect(verdict(story(added), removed, author)?.code).toBe(code);
});

test('F2 a removal has a reason, and something to remove', () => {
  expect(verdict(story(added), { kind: 'removed', data: { reason: ' ' } }, person('salma'))).toEqual({
    code: 'entry/wrong-shape',
    about: 'data.reason',
  });
  expect(verdict([], removed, person('heba', 'headNurse'))?.code).toBe('right/missing');
  expect(verdict(story(added, removed), removed, person('salma'))).toEqual({
    code: 'record/already-removed',
    about: 'salma',
  });
});

test('F3 a file is held by the workstations of its ward, also when it is removed: caches have to hear of it', () => {
  expect(records.scopes(fold(records, story(added)))).toEqual(['ward:4B']);
  expect(records.scopes(fold(records, story(added, removed)))).toEqual(['ward:4B']);
});

test('F4 removal is final and takes the key away, in any order of delivery and with any clocks', () => {
  const deals = fc.constantFrom(
    { kind: 'removed', data: { reason: 'wrong patient' } },
    { kind: 'fileAdded', data: file },
  );
  fc.assert(
    fc.property(anyHistory(deals, { kind: 'fileAdded', data: file }), (all) => {
      const view = fold(records, all);
      const isRemoved = all.some(({ kind }) => kind === 'removed');
      expect(view.state).toBe(isRemoved ? 'removed' : 'added');
      expect(view.key).toBe(isRemoved ? '' : file.key);
      expect(fold(records, [...all].reverse())).toEqual(view);
    }),
  );
});

const history: Made = {
  kind: 'historyAdded',
  data: { wardId: '4B', patientId: 'patient-1', disease: 'Appendicitis', treatment: 'Appendectomy', on: '2019-03-02' },
};

test('F7 an event of the history is added once, by the rules of a file, and removed with a reason', () => {
  expect(verdict([], history, person('karim', 'doctor'))).toBeNull();
  expect(verdict([], history, person('rania', 'nurse', '3A'))?.code).toBe('right/missing');
  expect(verdict(story(history), added, person('salma'))).toEqual({ code: 'record/already-added' });
  const view = fold(records, story(history));
  expect(view).toMatchObject({ ...history.data, is: 'history', state: 'added', addedBy: 'salma' });
  expect(RecordView.safeParse(view).success).toBe(true);
  expect(fold(records, story(history, removed))).toMatchObject({ state: 'removed', disease: 'Appendicitis' });
});

test('F8 the server, and nobody else, shares a record with the wards that have the patient', () => {
  const shared: Made = { kind: 'sharedWith', data: { wardId: '3A' } };
  expect(verdict(story(history), shared, person('heba', 'headNurse'))?.code).toBe('right/missing');
  expect(verdict(story(history), shared, serverAuthor)).toBeNull();
  expect(records.scopes(fold(records, story(history, shared)))).toEqual(['ward:3A', 'ward:4B']);
  const about = { about: { db: 'patients', id: 'patient-1' } };
  expect(fold(records, story({ ...added, data: { ...file, ...about } })).patientId).toBe('patient-1');
});

test.each([
  ['one chunk too few', { chunks: file.chunks.slice(1) }, 'data.chunks'],
  ['one chunk too many', { bytes: 2000 }, 'data.chunks'],
  ['a hash that is none', { chunks: ['a', 'b', 'c'] }, 'data.chunks.0'],
  ['nothing in it', { bytes: 0, chunks: [] }, 'data.bytes'],
  ['chunks beyond 4 MiB', { chunkBytes: MOST_CHUNK_BYTES, chunks: [hash('a')] }, 'data.chunkBytes'],
  ['a name of blanks', { name: '  ' }, 'data.name'],
  ['a type that is none', { type: 'text/html; charset=x' }, 'data.type'],
])('F5 F6 a file with %s is refused and the field is named', (_what, more, about) => {
  expect(verdict([], { kind: 'fileAdded', data: { ...file, ...more } }, person('salma'))).toEqual({
    code: 'entry/wrong-shape',
    about,
  });
});

test('F6 the last chunk has what is left', () => {
  expect([0, 1, 2].map((index) => storedChunkBytes(file, index) - SEAL_BYTES)).toEqual([1000, 1000, 500]);
});
