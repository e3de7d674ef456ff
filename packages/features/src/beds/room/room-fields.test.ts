import type { RoomView } from '@healthcare/domain/rooms';
import { expect, test } from 'vitest';
import { addedRoom, amendedRoom, noRoomFields, roomFieldsOf } from './room-fields.ts';

const beds = [{ id: 'b1', label: '1' }];
const room: RoomView = {
  state: 'added',
  wardId: '4B',
  wardName: { en: 'Internal medicine', ar: 'الباطنة' },
  name: '401',
  type: 'multi',
  beds,
  inCharge: 'heba',
  closures: [],
  standing: [],
};

test('M1 a room is added with its ward; a name of the ward that is missing repeats the other', () => {
  const added = addedRoom({ ...noRoomFields, name: '401', beds, wardId: '4B', wardNameEn: 'Surgery' });
  expect(added).toEqual({
    ok: true,
    data: { name: '401', type: 'multi', beds, wardId: '4B', wardName: { en: 'Surgery', ar: 'Surgery' } },
  });
});

test('M1 what the domain does not take is named: no name, two beds with one label', () => {
  const twice = [...beds, { id: 'b2', label: '1' }];
  expect(addedRoom({ ...noRoomFields, wardId: '4B', wardNameEn: 'S', beds: twice })).toEqual({
    ok: false,
    fields: ['name', 'beds'],
  });
});

test('M4 only what was changed is said', () => {
  const fields = roomFieldsOf(room);
  expect(amendedRoom(fields, room)).toEqual({ ok: true, data: {} });
  expect(amendedRoom({ ...fields, inCharge: 'karim' }, room)).toEqual({ ok: true, data: { inCharge: 'karim' } });
});

test('M6 the place along the corridor is a number, in the digits of either script; left empty, nothing is said', () => {
  const fields = roomFieldsOf({ ...room, corridorPlace: 3 });
  expect(fields.corridorPlace).toBe('3');
  expect(amendedRoom(fields, { ...room, corridorPlace: 3 })).toEqual({ ok: true, data: {} });
  for (const corridorPlace of ['12', ' ١٢'])
    expect(amendedRoom({ ...fields, corridorPlace }, room)).toEqual({ ok: true, data: { corridorPlace: 12 } });
  for (const corridorPlace of ['0', 'far', '1000'])
    expect(amendedRoom({ ...fields, corridorPlace }, room)).toEqual({ ok: false, fields: ['corridorPlace'] });
  expect(
    addedRoom({ ...noRoomFields, name: '1', beds, wardId: '4B', wardNameEn: 'S', corridorPlace: '2' }),
  ).toMatchObject({
    ok: true,
    data: { corridorPlace: 2 },
  });
});
