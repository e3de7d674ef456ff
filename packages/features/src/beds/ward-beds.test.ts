import { stamp } from '@healthcare/domain';
import { noStay, type StayView } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import type { Room } from '../rooms/index.ts';
import type { Stay } from './stays-api.ts';
import { kindOf, mayActOnStay, wardBeds } from './ward-beds.ts';

const held = { entries: [], unsent: [] };
function room(name: string, wardId = '4B'): Room {
  const beds = ['1', '2'].map((label) => ({ id: `${name}-${label}`, label }));
  const wardName = { en: wardId, ar: wardId };
  return {
    ...held,
    id: `room-${name}`,
    state: 'added',
    wardId,
    wardName,
    name,
    type: 'multi',
    beds,
    closures: [],
    standing: [],
  };
}

type Answer = StayView['claims'][number]['answer'];
function stay(id: string, bed: string, answer: Answer): Stay {
  const [name = '', label = ''] = bed.split('-');
  const place = { wardId: '4B', roomId: `room-${name}`, room: name, bedId: bed, bed: label };
  const at = stamp(1, 0, 'wk');
  const deed = { entry: `${id}-1`, by: 'n1', at };
  const nothingYet = { withdrawn: false, released: null, cleaningBegun: null, cleaned: null } as const;
  const arrived = answer.is === 'confirmed' ? deed : null;
  const claim = {
    ...{ ...place, ...deed, ...nothingYet, answer, arrived, reservedFrom: '', moving: false },
    ...{ patient: id, patientId: '' },
  };
  const state = answer.is === 'waiting' ? 'provisional' : answer.is;
  return { ...noStay, ...held, ...place, id, patient: id, state, claims: [claim], askedBy: 'n1', askedAt: at };
}

const confirmed: Answer = { is: 'confirmed', entry: 'answer', at: '', turn: 1 };
const declined: Answer = { is: 'declined', at: '', code: 'bed/taken', alternatives: [] };

test('B2, B4, B6: a bed is held, asked for or free; a declined claim is a task and takes no bed', () => {
  const stays = [stay('a', '401-1', confirmed), stay('b', '401-2', { is: 'waiting' }), stay('c', '401-1', declined)];
  const beds = wardBeds('4B', [room('401'), room('402'), room('301', '3A')], stays);
  expect(beds.rooms.map(({ room: name, beds: of }) => [name, of.map(kindOf)])).toEqual([
    ['401', ['held', 'asked']],
    ['402', ['free', 'free']],
  ]);
  expect(beds.free.map(({ bedId }) => bedId)).toEqual(['402-1', '402-2']);
  expect(beds.declined.map(({ id }) => id)).toEqual(['c']);
  expect(wardBeds('3A', [room('301', '3A')], stays).declined).toEqual([]);
});

test('B10: beds are asked for by nurses and doctors of the ward, and by nobody else', () => {
  const may = (role: Parameters<typeof mayActOnStay>[1]['role'], ward: string) =>
    mayActOnStay('claimed', { user: 'p', role, wards: [ward] }, ['4B']);
  expect([may('nurse', '4B'), may('doctor', '4B'), may('headNurse', '4B')]).toEqual([true, true, true]);
  expect([may('nurse', '3A'), may('pharmacist', '4B'), may('admin', '4B')]).toEqual([false, false, false]);
});
