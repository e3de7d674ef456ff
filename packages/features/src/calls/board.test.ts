import { expect, test } from 'vitest';
import { byUrgency, sectionsOf } from './board.ts';
import { callWith, noon } from './calls-for-tests.ts';

const ids = (calls: readonly { readonly id: string }[]) => calls.map(({ id }) => id);
const accepted = { kind: 'accepted', by: 'n2', after: 10 } as const;
const arrived = { kind: 'arrived', by: 'n2', after: 20 } as const;
const done = { kind: 'done', by: 'n2', after: 30 } as const;

test('most urgent first, then the longest waiting', () => {
  const late = callWith('late', { priority: 'high' }, [], noon + 1000);
  const early = callWith('early', { priority: 'high' }, [], noon);
  const low = callWith('low', { priority: 'low' }, [], noon - 9000);
  expect(ids([low, late, early].sort(byUrgency))).toEqual(['early', 'late', 'low']);
});

test('K1: a call stands in the section of its state; empty sections are left out', () => {
  const open = [callWith('a', {}), callWith('b', {}, [accepted]), callWith('c', {}, [accepted, arrived])];
  const sections = sectionsOf('calls', { open, closedToday: [] }, 'n9');
  expect(sections.map(({ name, calls }) => [name, ids(calls)])).toEqual([
    ['waiting', ['a']],
    ['onTheWay', ['b']],
    ['there', ['c']],
  ]);
  expect(sectionsOf('calls', { open: [], closedToday: [] }, 'n9')).toEqual([]);
});

test('mine are those I raised, answered or am asked for', () => {
  const open = [
    callWith('answered', {}, [accepted]),
    callWith('asked', { doctor: 'n2' }),
    callWith('raised', {}),
    callWith('other', { nurse: 'n7' }),
  ];
  const mine = (user: string) => sectionsOf('mine', { open, closedToday: [] }, user).flatMap(({ calls }) => ids(calls));
  expect(mine('n2').toSorted()).toEqual(['answered', 'asked']);
  expect(mine('n7')).toEqual(['other']);
  expect(mine('n1')).toHaveLength(4);
});

test('all today has what is open and what was closed, the latest raised first', () => {
  const closedToday = [callWith('old', {}, [accepted, done], noon), callWith('new', {}, [accepted, done], noon + 5000)];
  const sections = sectionsOf('today', { open: [callWith('open', {})], closedToday }, 'n9');
  expect(sections.map(({ name, calls }) => [name, ids(calls)])).toEqual([
    ['waiting', ['open']],
    ['closed', ['new', 'old']],
  ]);
});
