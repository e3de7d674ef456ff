import { expect, test } from 'vitest';
import { placeOf } from '../../laws/any-stay.ts';
import { entryOf, story } from '../../laws/entries-for-tests.ts';
import type { Entry } from '../kernel/entry.ts';
import { documentOf } from '../kernel/fold.ts';
import { rooms } from '../rooms/index.ts';
import { type BedState, bedsOf, cleanlinessOf, freeBeds, roomStatus } from './beds.ts';
import { stays } from './stay.ts';

const wardName = { en: 'Ward 4B', ar: 'جناح 4B' };
const room = (name: string, beds: readonly number[]) =>
  documentOf(
    rooms,
    `r${name}`,
    story({
      kind: 'added',
      user: 'admin',
      data: {
        wardId: '4B',
        wardName,
        name,
        type: 'multi',
        beds: beds.map((bed) => ({ id: `b${bed}`, label: `${bed}` })),
      },
    }),
  );
const ward = [room('401', [1, 2]), room('402', [3, 4])];

function claimed(bed: number, patient = 'Sara Adel'): readonly Entry[] {
  return story({ kind: 'claimed', data: { patient, ...placeOf(bed) } });
}

function confirmed(entries: readonly Entry[], turn: number): readonly Entry[] {
  return [...entries, entryOf({ kind: 'confirmed', user: 'server', data: { claim: entries[0]!.id, turn } }, entries)];
}

function left(entries: readonly Entry[]): readonly Entry[] {
  return [...entries, entryOf({ kind: 'left', data: { reason: 'went home' } }, entries)];
}

const stay = (id: string, entries: readonly Entry[]) => documentOf(stays, id, entries);

function brief(beds: readonly BedState[]) {
  return beds.map(({ bed, holder, provisional }) => [bed.label, holder?.id ?? null, provisional.map(({ id }) => id)]);
}

test('B4 the holder of a bed is the confirmed stay; who asks is beside it', () => {
  const all = [
    stay('held', confirmed(claimed(1), 1)),
    stay('gone', left(confirmed(claimed(2), 2))),
    stay('first', claimed(3)),
    stay('second', claimed(3)),
  ];
  const beds = bedsOf(ward, all);
  expect(brief(beds)).toEqual([
    ['1', 'held', []],
    ['2', null, []],
    ['3', null, ['first', 'second']],
    ['4', null, []],
  ]);
  expect(freeBeds(beds)).toEqual([placeOf(2), placeOf(4)]);
});

test('B4 of two holders that reached this replica out of order, the later confirmed is shown', () => {
  const early = stay('early', confirmed(claimed(1), 1));
  const late = stay('late', confirmed(claimed(1), 7));
  for (const all of [
    [early, late],
    [late, early],
  ])
    expect(bedsOf(ward, all)[0]?.holder?.id).toBe('late');
});

test('B12 a bed that was taken out of its room stays on the board while somebody holds it, and is offered to nobody', () => {
  const all = [stay('held', confirmed(claimed(4), 1)), stay('asks', claimed(3))];
  const beds = bedsOf([room('401', [1, 2])], all);
  expect(brief(beds)).toEqual([
    ['1', null, []],
    ['2', null, []],
    ['4', 'held', []],
  ]);
  expect(freeBeds(beds)).toEqual([placeOf(1), placeOf(2)]);
});

test('R2, B17, M5 a bed that was left is dirty, one that is closed is closed, and neither is offered', () => {
  const gone = confirmed(claimed(1), 1);
  const away = [
    ...gone,
    { ...entryOf({ kind: 'left', data: { reason: 'went home', needs: 'deepCleaning' } }, gone), version: 1 },
  ];
  const dirty = stay('gone', away);
  const closing = entryOf({ kind: 'bedClosed', data: { bed: 'b2', reason: 'oxygen outlet' } }, ward[0]!.entries);
  const closed = documentOf(rooms, 'r401', [...ward[0]!.entries, closing]);
  const beds = bedsOf([closed, ward[1]!], [dirty]);
  expect(beds.map((bed) => [bed.bed.label, cleanlinessOf(bed), bed.closed?.reason])).toEqual([
    ['1', 'contaminated', undefined],
    ['2', 'clean', 'oxygen outlet'],
    ['3', 'clean', undefined],
    ['4', 'clean', undefined],
  ]);
  expect(freeBeds(beds)).toEqual([placeOf(3), placeOf(4)]);
});

test('R1 the status of a room follows from its beds', () => {
  const lies = (bed: number, turn: number) => stay(`s${bed}`, confirmed(claimed(bed), turn));
  const booked = (bed: number) => {
    const asked = story({ kind: 'claimed', data: { patient: 'A', reservedFrom: '2026-01-06T12:30', ...placeOf(bed) } });
    return stay(`s${bed}`, confirmed(asked, bed));
  };
  const status = (stays: readonly ReturnType<typeof stay>[]) => roomStatus(bedsOf([ward[0]!], stays));
  expect([status([]), status([booked(1)]), status([lies(1, 1)]), status([lies(1, 1), booked(2)])]).toEqual([
    'empty',
    'booked',
    'occupied',
    'full',
  ]);
});
