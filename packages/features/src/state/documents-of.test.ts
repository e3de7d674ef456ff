import { expect, test } from 'vitest';
import { Told } from '../app/replica-for-tests.ts';
import { documentsOf } from './documents-of.ts';

test('documents are told together, follow their ids, and are let go', () => {
  const documents = new Map(['a', 'b', 'c'].map((id) => [id, new Told<string | undefined>(id)]));
  const ids = new Told<readonly string[]>(['a', 'b']);
  const told: (readonly string[])[] = [];
  const shelf = { watchOne: (id: string) => documents.get(id) ?? new Told<string | undefined>(undefined) };
  const watching = documentsOf(shelf, ids).subscribe((now) => told.push(now));
  expect(told.at(-1)).toEqual(['a', 'b']);
  documents.get('b')?.tell('b2');
  expect(told.at(-1)).toEqual(['a', 'b2']);
  ids.tell(['c', 'gone', 'b']);
  expect(told.at(-1)).toEqual(['c', 'b2']);
  expect(documents.get('a')?.listeners).toBe(0);
  watching.unsubscribe();
  expect([...documents.values()].map(({ listeners }) => listeners)).toEqual([0, 0, 0]);
});

test('nobody is an answer', () => {
  const told: (readonly string[])[] = [];
  documentsOf({ watchOne: () => new Told<string | undefined>(undefined) }, new Told<readonly string[]>([])).subscribe(
    (now) => told.push(now),
  );
  expect(told.at(-1)).toEqual([]);
});
