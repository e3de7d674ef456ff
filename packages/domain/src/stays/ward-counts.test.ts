import { expect, test } from 'vitest';
import { placeOf } from '../../laws/any-stay.ts';
import { entryOf, story } from '../../laws/entries-for-tests.ts';
import type { Entry } from '../kernel/entry.ts';
import { documentOf } from '../kernel/fold.ts';
import { rooms } from '../rooms/index.ts';
import { stays } from './stay.ts';
import { wardCounts } from './ward-counts.ts';

const room = (name: string, wardId: string, beds: readonly number[]) =>
  documentOf(
    rooms,
    `r${name}`,
    story({
      kind: 'added',
      user: 'admin',
      data: {
        wardId,
        wardName: { en: `Ward ${wardId}`, ar: wardId },
        name,
        type: 'multi',
        beds: beds.map((bed) => ({ id: `b${bed}`, label: `${bed}` })),
      },
    }),
  );

function stay(id: string, bed: number, more: Entry['data'] = {}, ended = false) {
  const asked = story({ kind: 'claimed', data: { patient: 'Sara Adel', ...placeOf(bed), ...more } });
  const claim = asked[0]?.id ?? '';
  const given = [...asked, entryOf({ kind: 'confirmed', user: 'server', data: { claim, turn: bed } }, asked)];
  const left = { ...entryOf({ kind: 'left', data: { reason: 'went home', needs: 'cleaning' } }, given), version: 1 };
  return documentOf(stays, id, ended ? [...given, left] : given);
}

test('R1, R5 each ward in numbers: who lies there, booked, asked for, left and not clean, free; wards in the order of their names', () => {
  const asks = documentOf(stays, 'asks', story({ kind: 'claimed', data: { patient: 'Hoda', ...placeOf(4) } }));
  const all = [stay('a', 1), stay('b', 2, { reservedFrom: '2026-01-06T12:30' }), stay('c', 3, {}, true), asks];
  const house = [room('1001', '10A', [9]), room('401', '4B', [1, 2]), room('402', '4B', [3, 4])];
  expect(wardCounts(house, all)).toEqual([
    {
      wardId: '4B',
      wardName: { en: 'Ward 4B', ar: '4B' },
      rooms: 2,
      beds: 4,
      occupied: 1,
      booked: 1,
      asked: 1,
      free: 0,
      toClean: 1,
      closed: 0,
    },
    {
      wardId: '10A',
      wardName: { en: 'Ward 10A', ar: '10A' },
      rooms: 1,
      beds: 1,
      occupied: 0,
      booked: 0,
      asked: 0,
      free: 1,
      toClean: 0,
      closed: 0,
    },
  ]);
});
