import { type AggregateName, allAggregates } from '@healthcare/domain';
import { frozenDocuments } from '@healthcare/testing/frozen';
import { expect, test } from 'vitest';
import { refusalsWords } from '../words.ts';
import { bedsLabelled, labelsOf, wordsIn } from './beds-by-label.ts';
import { fieldsOf, resentData } from './resent-entry.ts';

/** Every act of every kind of data that a person can make: what only the server does is never sent again by anybody. */
const acts = [...allAggregates.values()].flatMap(({ name, version, rights }) => {
  const [whole] = frozenDocuments(name, version);
  return (whole?.entries ?? [])
    .filter(({ kind }) => Object.keys(rights[kind] ?? {}).some((role) => role !== 'server'))
    .map(({ kind, data }) => [name as AggregateName, kind, data] as const);
});

test.each(acts)(
  'F3: %s %s is offered with everything it said, and without a change sent as it was',
  (db, kind, data) => {
    const entry = { id: 'e', kind, at: '', by: { user: '', grant: '', workstation: '' }, after: [], data };
    expect(resentData(db, kind, data)).toEqual({ ok: true, data });
    for (const { name, shape } of fieldsOf({ db, entry })) {
      for (const words of Object.values(refusalsWords)) expect(words.field, `${db} ${kind}`).toHaveProperty(name);
      const options = shape.is === 'choice' ? shape.options : [];
      for (const words of Object.values(refusalsWords))
        for (const one of options) expect(words.value).toHaveProperty(one);
    }
  },
);

const act = (db: AggregateName, kind: string, data: Record<string, unknown>) =>
  fieldsOf({ db, entry: { id: 'e', kind, at: '', by: { user: '', grant: '', workstation: '' }, after: [], data } });

test('a bed is chosen as a place; what a program has made is not offered; an amendment offers what it changed', () => {
  expect(act('stays', 'claimed', {}).find(({ name }) => name === 'room')?.shape).toEqual({
    is: 'place',
    needsBed: true,
  });
  expect(act('records', 'fileAdded', {}).map(({ name }) => name)).toEqual(['name']);
  expect(act('rooms', 'amended', { type: 'single', inCharge: 'n1' })).toEqual([
    { name: 'type', shape: { is: 'choice', options: ['surgery', 'single', 'multi'] } },
    { name: 'inCharge', shape: { is: 'person' } },
  ]);
  expect(act('staff', 'wentOnDuty', {})).toEqual([]);
});

test('whom a bed is for is not changed where it says so by a document: a name alone can be', () => {
  const offered = (data: Record<string, unknown>) => act('stays', 'claimed', data).map(({ name }) => name);
  expect(offered({ patient: 'Fatma Ali' })).toContain('patient');
  expect(offered({ patient: 'Fatma Ali', patientId: 'p1' })).not.toContain('patient');
});

test('days and times are chosen as such, and sent as the domain takes them', () => {
  const shapeOf = (db: AggregateName, kind: string, name: string, data = {}) =>
    act(db, kind, data).find((field) => field.name === name)?.shape;
  expect(shapeOf('stays', 'wentOnLeave', 'backAt', { backAt: '2026-01-05T10:30' })).toEqual({ is: 'dayAndTime' });
  expect(shapeOf('patients', 'registered', 'born')).toEqual({ is: 'day' });
  expect(resentData('stays', 'wentOnLeave', { backAt: '2026-01-05T10:30' })).toMatchObject({ ok: true });
});

test('what is wrong is named, and an emptied field is not said', () => {
  expect(resentData('stays', 'withdrawn', { reason: 'no' })).toEqual({ ok: false, fields: ['reason'] });
  expect(resentData('staff', 'amended', { specialty: ' ' })).toEqual({ ok: true, data: {} });
});

test('beds keep their ids by their labels', () => {
  const before = [{ id: 'b1', label: '1' }];
  expect(labelsOf(before)).toBe('1');
  expect(bedsLabelled('1، 2', before, () => 'new')).toEqual([...before, { id: 'new', label: '2' }]);
  expect(wordsIn(' 4B ,, 3A')).toEqual(['4B', '3A']);
});
