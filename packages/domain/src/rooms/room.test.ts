import { expect, test } from 'vitest';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import { disputesIn } from '../kernel/dispute.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { judge } from '../kernel/judge.ts';
import type { Person } from '../rights/roles.ts';
import { alongCorridor, asTheyLie } from './corridor.ts';
import { closureOf, RoomView, rooms } from './room.ts';

const beds = [
  { id: 'b1', label: '1' },
  { id: 'b2', label: '2' },
];
const added: Made = {
  kind: 'added',
  user: 'admin',
  data: { wardId: '4B', wardName: { en: 'Ward 4B', ar: 'قسم 4B' }, name: '403', type: 'multi', beds },
};
const admin: Person = { user: 'admin', role: 'admin', wards: [] };

function verdict(entries: readonly Entry[], act: Made, author: Person) {
  return judge(anyAggregate(rooms), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

test('M1 a room holds its beds, and two beds of one label are refused', () => {
  const view = fold(rooms, story(added));
  expect(view.beds).toEqual(beds);
  expect(RoomView.safeParse(view).success).toBe(true);
  const twice = { ...added, data: { ...added.data, beds: [beds[0], { id: 'b9', label: '1' }] } };
  expect(verdict([], twice, admin)).toEqual({ code: 'entry/wrong-shape', about: 'data.beds' });
});

test('M2 administrators add; the head nurse of the ward amends; a nurse does neither', () => {
  expect(verdict([], added, admin)).toBeNull();
  const known = story(added);
  const amend: Made = { kind: 'amended', user: 'mona', data: { inCharge: 'omar' } };
  expect(verdict(known, amend, { user: 'mona', role: 'headNurse', wards: ['4B'] })).toBeNull();
  expect(verdict(known, amend, { user: 'mona', role: 'headNurse', wards: ['3A'] })?.code).toBe('right/missing');
  expect(verdict(known, amend, { user: 'mona', role: 'nurse', wards: ['4B'] })?.code).toBe('right/missing');
  expect(verdict(known, added, admin)).toEqual({ code: 'room/already-added' });
});

test('M3 a room is held by the workstations of its ward, and by the desks that keep all rooms', () => {
  expect(rooms.scopes(fold(rooms, story(added)))).toEqual(['ward:4B', 'rooms']);
});

test('M4 two amendments made while apart are a dispute', () => {
  const known = story(added);
  const one = entryOf({ kind: 'amended', user: 'a', data: { name: '404' } }, known);
  const two = entryOf({ kind: 'amended', user: 'b', data: { name: '405' } }, known);
  expect(disputesIn(fold(rooms, [...known, one, two]).standing).map(({ field }) => field)).toEqual(['name']);
});

test('M5 a bed is closed with a reason and opened again; who lies in it is no matter of the room', () => {
  const known = story(added);
  const close: Made = { kind: 'bedClosed', data: { bed: 'b1', reason: 'oxygen outlet' } };
  const nurse: Person = { user: 'salma', role: 'nurse', wards: ['4B'] };
  expect(verdict(known, close, nurse)).toBeNull();
  expect(verdict(known, close, { ...nurse, wards: ['3A'] })?.code).toBe('right/missing');
  expect(verdict(known, { kind: 'bedClosed', data: { bed: 'b7', reason: 'broken' } }, nurse)).toEqual({
    code: 'bed/unknown',
    about: 'b7',
  });
  const closed = [...known, entryOf(close, known)];
  expect(closureOf(fold(rooms, closed), 'b1')?.reason).toBe('oxygen outlet');
  expect(verdict(closed, close, nurse)).toEqual({ code: 'bed/closed', about: '1' });
  const open: Made = { kind: 'bedOpened', data: { bed: 'b1' } };
  expect(verdict(known, open, nurse)).toEqual({ code: 'bed/open', about: '1' });
  expect(closureOf(fold(rooms, [...closed, entryOf(open, closed)]), 'b1')).toBeUndefined();
});

test('M5 a closure that whoever opened the bed had not seen stands', () => {
  const known = story(added);
  const one = entryOf({ kind: 'bedClosed', user: 'a', data: { bed: 'b1', reason: 'oxygen outlet' } }, known);
  const two = entryOf({ kind: 'bedClosed', user: 'b', data: { bed: 'b1', reason: 'broken wheel' } }, known);
  const opened = entryOf({ kind: 'bedOpened', user: 'a', data: { bed: 'b1' } }, [...known, one]);
  expect(closureOf(fold(rooms, [...known, one, two, opened]), 'b1')?.reason).toBe('broken wheel');
});

test('M6 rooms stand as they lie; those of no place follow by name, as people count', () => {
  const room = (name: string, corridorPlace?: number) => ({
    name,
    ...(corridorPlace !== undefined && { corridorPlace }),
  });
  const lying = [room('410'), room('9'), room('402', 2), room('450', 1), room('401', 2)];
  expect(lying.toSorted(alongCorridor).map(({ name }) => name)).toEqual(['450', '401', '402', '9', '410']);
  const head: Person = { user: 'mona', role: 'headNurse', wards: ['4B'] };
  const known = story(added);
  const moved: Made = { kind: 'amended', user: 'mona', data: { corridorPlace: 3 } };
  expect(verdict(known, moved, head)).toBeNull();
  expect(verdict(known, { ...moved, data: { corridorPlace: 0 } }, head)?.code).toBe('entry/wrong-shape');
  expect(fold(rooms, [...known, entryOf(moved, known)]).corridorPlace).toBe(3);
});

test('M7 beds are listed as people count them, in whatever order they were entered', () => {
  const room = (name: string, labels: readonly string[]) => ({
    name,
    beds: labels.map((label) => ({ id: `${name}-${label}`, label })),
  });
  const lying = asTheyLie([room('410', ['10', '2', '1']), room('9', ['B', 'A10', 'A9'])]);
  expect(lying.map(({ name, beds }) => [name, ...beds.map(({ label }) => label)])).toEqual([
    ['9', 'A9', 'A10', 'B'],
    ['410', '1', '2', '10'],
  ]);
});
