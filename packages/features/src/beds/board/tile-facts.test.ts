import { noStay } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import type { Stay } from '../stays-api.ts';
import { answers } from './filters.ts';
import { isSameTile, sexOfRoom, type TileFacts, unsettledOf } from './tile-facts.ts';
import { figuresOf, nextEvents } from './ward-figures.ts';

const stay = (id: string, more: Partial<Stay> = {}): Stay => ({ ...noStay, id, entries: [], unsent: [], ...more });
const tile = (label: string, bed: Partial<TileFacts['bed']> = {}, more: Partial<TileFacts> = {}): TileFacts => ({
  key: `r ${label}`,
  bed: {
    wardId: '4B',
    roomId: 'r',
    room: '401',
    bed: { id: label, label },
    holder: null,
    provisional: [],
    use: null,
    leftBy: null,
    closed: null,
    ...bed,
  },
  patient: undefined,
  call: undefined,
  ...more,
});
const today = '2026-11-24';
const lies = (id: string, more: Partial<Stay> = {}) => ({ holder: stay(id, more), use: 'occupied' }) as const;

test('R5: a filter finds beds by what they are, and whoever should have left before is among those who leave today', () => {
  const found = (one: TileFacts, filter: Parameters<typeof answers>[1]) => answers(one, filter, { user: 'n1', today });
  expect(found(tile('1'), 'free')).toBe(true);
  expect(found(tile('1', lies('a', { until: '2026-11-23T10:00' })), 'leaving')).toBe(true);
  expect(found(tile('1', lies('a', { until: '2026-11-25T10:00' })), 'leaving')).toBe(false);
  expect(found(tile('1', lies('a', { nurse: 'n1' })), 'mine')).toBe(true);
  expect(found(tile('1', lies('a', { isolation: 'droplet' })), 'isolation')).toBe(true);
  expect(found(tile('1', { provisional: [stay('b')] }), 'waiting')).toBe(true);
});

test('R4: what is not settled about a bed is said, several claims before anything else', () => {
  expect(unsettledOf(tile('1').bed)).toBeUndefined();
  expect(unsettledOf(tile('1', { provisional: [stay('a')] }).bed)).toBe('provisional');
  expect(unsettledOf(tile('1', { provisional: [stay('a'), stay('b')] }).bed)).toBe('claims');
  expect(unsettledOf(tile('1', { ...lies('a'), provisional: [stay('b')] }).bed)).toBe('claims');
  expect(unsettledOf(tile('1', { ...lies('a'), use: 'booked' }).bed)).toBe('booked');
});

test('a tile is painted again only when something of it has changed', () => {
  const holder = stay('a');
  const one = tile('1', { holder, use: 'occupied' });
  expect(isSameTile(one, tile('1', { holder, use: 'occupied' }))).toBe(true);
  expect(isSameTile(one, tile('1', { holder: stay('a'), use: 'occupied' }))).toBe(false);
  expect(isSameTile(one, tile('1', { holder, use: 'onLeave' }))).toBe(false);
});

test('R5: the ward in numbers, and who leaves today by the hour', () => {
  const ward = [
    tile('1', lies('a', { until: '2026-11-24T16:00' })),
    tile('2', lies('b', { until: '2026-11-24T09:00' })),
    tile('3'),
  ];
  expect(figuresOf(ward, today)).toEqual({ beds: 3, held: 2, free: 1, leavingToday: 2, toClean: 0 });
  expect(nextEvents(ward, today).map(({ is, tile: { key } }) => [is, key])).toEqual([
    ['leaves', 'r 2'],
    ['leaves', 'r 1'],
  ]);
});

test('whose room it is follows from who lies there', () => {
  const person = (sex: 'female' | 'male') => ({ patient: { sex } as TileFacts['patient'] });
  expect(sexOfRoom([tile('1')])).toBeNull();
  expect(sexOfRoom([tile('1', lies('a'), person('female')), tile('2')])).toBe('female');
  expect(sexOfRoom([tile('1', lies('a'), person('female')), tile('2', lies('b'), person('male'))])).toBe('mixed');
});
