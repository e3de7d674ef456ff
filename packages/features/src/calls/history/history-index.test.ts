import { expect, test } from 'vitest';
import { searchable } from '../../finding/index.ts';
import { callWith, noon } from '../calls-for-tests.ts';
import { HistoryIndex, type SearchTerm } from './history-index.ts';
import { historyRow } from './history-row.ts';

const closed = (id: string, facts: Parameters<typeof callWith>[1], raisedMs = noon) =>
  historyRow(
    callWith(
      id,
      facts,
      [
        { kind: 'accepted', by: 'n2', after: 30 },
        { kind: 'done', by: 'n2', after: 60 },
      ],
      raisedMs,
    ),
  );
const term = (text: string, rest: Partial<SearchTerm> = {}): SearchTerm => ({
  text: searchable(text),
  people: [],
  kinds: [],
  ...rest,
});
const found = (index: HistoryIndex, ...terms: readonly SearchTerm[]) => index.search(terms).map(({ id }) => id);

test('the latest raised stands first, and every term has to be found', () => {
  const index = new HistoryIndex();
  index.put([
    closed('old', { patient: 'Amal Shawky' }),
    closed('new', { disease: 'Sepsis', patient: 'Amal' }, noon + 1000),
  ]);
  expect(found(index)).toEqual(['new', 'old']);
  expect(found(index, term('amal'))).toEqual(['new', 'old']);
  expect(found(index, term('amal'), term('sepsis'))).toEqual(['new']);
  expect(found(index, term('nobody'))).toEqual([]);
});

test('people and kinds are found by id, whatever the language of their names', () => {
  const index = new HistoryIndex();
  index.put([closed('a', { kind: 'surgery' }), closed('b', { kind: 'treatment' })]);
  expect(found(index, term('جراحة', { kinds: ['surgery'] }))).toEqual(['a']);
  expect(found(index, term('salma', { people: ['n2'] })).toSorted()).toEqual(['a', 'b']);
});

test('a row is replaced, not doubled; what has left goes', () => {
  const index = new HistoryIndex();
  index.put([closed('a', {}), closed('b', {})]);
  index.put([closed('a', { patient: 'Amal' })]);
  expect(index.size).toBe(2);
  index.keepOnly(new Set(['a']));
  expect(found(index, term('amal'))).toEqual(['a']);
  expect(index.size).toBe(1);
});

test('a row knows how long it took until somebody accepted', () => {
  expect(closed('a', {}).acceptedAfterMs).toBe(30_000);
});
