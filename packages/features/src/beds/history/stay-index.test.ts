import { expect, test } from 'vitest';
import { StayIndex } from './stay-index.ts';
import type { StayRow } from './stay-row.ts';

const row = (id: string, more: Partial<StayRow> = {}): StayRow => ({
  id,
  askedMs: 0,
  patient: '',
  patientId: '',
  room: '401',
  bed: '1',
  rooms: ['r401'],
  doctor: null,
  nurse: null,
  disease: '',
  treatment: '',
  description: '',
  fromMs: 0,
  untilMs: 1,
  state: 'left',
  reason: '',
  text: '',
  ...more,
});
const term = (text: string, people: readonly string[] = []) => ({ text, people });

test('R3: past stays are found by words and by who answered, the latest first, of one room or of all', () => {
  const index = new StayIndex();
  index.put([
    row('a', { askedMs: 1, text: 'fatma\nsepsis' }),
    row('b', { askedMs: 3, text: 'hoda\nsepsis', rooms: ['r402'] }),
    row('c', { askedMs: 2, text: 'samir', doctor: 'karim' }),
  ]);
  const ids = (terms: Parameters<StayIndex['search']>[0]['terms'], roomId: string | null = null) =>
    index.search({ terms, roomId }).map(({ id }) => id);
  expect(ids([])).toEqual(['b', 'c', 'a']);
  expect(ids([term('sepsis')])).toEqual(['b', 'a']);
  expect(ids([term('sepsis')], 'r401')).toEqual(['a']);
  expect(ids([term('kar', ['karim'])])).toEqual(['c']);
  expect(ids([term('sepsis'), term('hoda')])).toEqual(['b']);
  index.remove('b');
  index.keepOnly(new Set(['c']));
  expect(ids([])).toEqual(['c']);
});

test('R3: a stay is found by the name of its patient in either script, whichever was said when the bed was asked for', () => {
  const index = new StayIndex();
  index.put([row('a', { patientId: 'p1', text: 'ibrahim khaled' }), row('b', { patientId: 'p2', text: 'hoda' })]);
  const found = index.search({ terms: [term('ابراهيم')], roomId: null }, new Set(['p1']));
  expect(found.map(({ id }) => id)).toEqual(['a']);
  expect(index.search({ terms: [term('ابراهيم')], roomId: 'r402' }, new Set(['p1']))).toEqual([]);
});
