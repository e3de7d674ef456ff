import { noPatient } from '@healthcare/domain/patients';
import type { Replica } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { quietSync, Told } from '../app/replica-for-tests.ts';
import { PatientBook, type PatientsFound } from './patient-book.ts';
import type { Patient } from './patients-api.ts';

/** A shelf of patients. */
function shelfOf(count: number) {
  const all = new Map<string, Patient>();
  const [total, sync] = [new Told(0), new Told(quietSync)];
  const changed = new Told('');
  const put = (id: string, family: string) => {
    const name = { family: { en: family, ar: family }, given: { en: 'Mona', ar: 'منى' } };
    all.set(id, { ...noPatient, ...name, state: 'registered', id, entries: [], unsent: [] });
  };
  for (let at = 0; at < count; at += 1) put(`p${at}`, at === count - 1 ? 'Lastone' : 'Family');
  let reads = 0;
  const readAfter = async (after: string, limit: number) => {
    reads += 1;
    const sorted = [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return sorted.filter(({ id }) => id > after).slice(0, limit);
  };
  const watchOne = (id: string) => new Told(all.get(id));
  const patients = { readAfter, watchOne, watchCount: () => total, changed };
  const book = new PatientBook({ shelves: { patients }, sync } as unknown as Replica, () => Promise.resolve());
  total.tell(count);
  return { book, all, put, changed, sync, reads: () => reads };
}

function lookAt(book: PatientBook, text: string): () => PatientsFound {
  let found: PatientsFound = { rows: [], read: 0, total: 0, reading: true };
  book.watch(text).subscribe((now) => {
    found = now;
  });
  return () => found;
}

test('everybody is read in, page by page, nobody twice or left out', async () => {
  const { book, reads } = shelfOf(1733);
  const found = lookAt(book, 'lastone');
  await expect.poll(() => found().reading).toBe(false);
  expect(found()).toMatchObject({ read: 1733, total: 1733, rows: [{ id: 'p1732' }] });
  expect(reads()).toBe(4);
});

test('who is registered, renamed or gone later is followed without reading everybody again', async () => {
  const { book, put, all, changed, reads } = shelfOf(20);
  const found = lookAt(book, 'mona newname');
  await expect.poll(() => found().reading).toBe(false);
  put('p3', 'Newname');
  changed.tell('p3');
  await expect.poll(() => found().rows.map(({ id }) => id)).toEqual(['p3']);
  all.delete('p3');
  changed.tell('p3');
  await expect.poll(() => found().rows).toEqual([]);
  expect(reads()).toBe(1);
});

test('a first sync is not disturbed; the book follows when it is through', async () => {
  const { book, sync, put, changed, reads } = shelfOf(2);
  const found = lookAt(book, 'late');
  await expect.poll(() => found().reading).toBe(false);
  sync.tell({ ...quietSync, progress: { done: 1, total: 20 } });
  put('late', 'Late');
  changed.tell('late');
  expect(found().rows).toEqual([]);
  sync.tell(quietSync);
  await expect.poll(() => found().rows.length).toBe(1);
  expect(reads()).toBe(1);
});

test('who asks the same again is given the same rows, until somebody has changed', async () => {
  const { book, put, changed } = shelfOf(20);
  const [one, other] = [lookAt(book, 'mona'), lookAt(book, 'mona')];
  await expect.poll(() => one().reading).toBe(false);
  expect(one().rows).toHaveLength(20);
  expect(other().rows).toBe(one().rows);
  const before = one().rows;
  put('p3', 'Newname');
  changed.tell('p3');
  await expect.poll(() => one().rows === before).toBe(false);
  expect(one().rows.map(({ family }) => family.en)).toContain('Newname');
  expect(other().rows).toBe(one().rows);
});
