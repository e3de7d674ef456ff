import { documentOf, type Entry, stamp } from '@healthcare/domain';
import { handovers } from '@healthcare/domain/handovers';
import { patients } from '@healthcare/domain/patients';
import { rooms } from '@healthcare/domain/rooms';
import { stays } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import { callWith, noon } from '../calls/calls-for-tests.ts';
import { packFrom, packOf } from './pack.ts';

type Said = readonly [kind: string, data: object];

/** A document from what was said in turn, each in knowledge of what was before; entry ids are `<id>-<n>`. */
function entriesOf(id: string, version: number, said: readonly Said[]): readonly Entry[] {
  const by = { user: 'n1', grant: 'g', workstation: 'wk' };
  return said.map(([kind, data], at) => ({
    ...{ id: `${id}-${at}`, kind, at: stamp(noon + at, 0, 'wk'), by, after: at === 0 ? [] : [`${id}-${at - 1}`] },
    data: data as Entry['data'],
    ...(version > 0 && { version }),
  }));
}

const room = {
  ...documentOf(
    rooms,
    'r401',
    entriesOf('r401', rooms.version, [
      [
        'added',
        {
          ...{ wardId: '4B', wardName: { en: 'W', ar: 'ج' }, name: '401', type: 'multi' },
          beds: [
            { id: 'b1', label: '1' },
            { id: 'b2', label: '2' },
          ],
        },
      ],
    ]),
  ),
  unsent: [],
};
const place = { wardId: '4B', roomId: 'r401', room: '401', bedId: 'b1', bed: '1' };
const stay = {
  ...documentOf(
    stays,
    's1',
    entriesOf('s1', stays.version, [
      ['claimed', { ...place, patient: 'Sara Adel', patientId: 'p1' }],
      ['confirmed', { claim: 's1-0', turn: 1 }],
      ['amended', { doctor: 'd1', disease: 'Pneumonia', isolation: 'droplet' }],
    ]),
  ),
  unsent: [],
};
const name = { en: 'Adel', ar: 'عادل' };
const patient = {
  ...documentOf(
    patients,
    'p1',
    entriesOf('p1', patients.version, [
      ['registered', { wardId: '4B', identity: 'known', family: name, given: name, sex: 'female', fileNumber: 'F7' }],
      ['allergyAdded', { agent: 'latex', severity: 'severe' }],
    ]),
  ),
  unsent: [],
};
const handover = documentOf(
  handovers,
  'h1',
  entriesOf('h1', handovers.version, [
    ['begun', { wardId: '4B', on: '2025-11-24', shift: 'morning' }],
    ['noted', { subject: { is: 'stay', id: 's1', label: 'Sara Adel' }, text: 'Potassium at 18:00' }],
  ]),
);
const sources = {
  ...{ wardId: '4B', nowMs: noon, heard: true, rooms: [room], stays: [stay], patients: { p1: patient } },
  calls: [
    callWith('c1', { bed: '1' }),
    callWith('c2', {}, [{ kind: 'cancelled', by: 'n1', after: 1, data: { reason: 'no need' } }]),
  ],
  handovers: [handover],
};

test('W4: census, every bed, open calls, allergies and notes are in the pack, and it reads back as it was kept', () => {
  const pack = packOf(sources);
  expect(pack.beds.map(({ bed, kind, patient: who }) => [bed, kind, who?.name])).toEqual([
    ['1', 'held', 'Sara Adel'],
    ['2', 'free', undefined],
  ]);
  expect(pack.beds[0]?.patient).toMatchObject({
    ...{ doctor: 'd1', disease: 'Pneumonia', isolation: 'droplet' },
    file: { number: 'F7', allergyState: 'known', allergies: [{ agent: 'latex', severity: 'severe' }] },
  });
  expect(pack.calls.map(({ id }) => id)).toEqual(['c1']);
  expect(pack.notes).toMatchObject([{ about: 'Sara Adel', text: 'Potassium at 18:00' }]);
  expect(packFrom(JSON.stringify(pack))).toEqual(pack);
});

test('W4: a patient whose file is not held is told as not known, never as without allergies; another ward has another pack', () => {
  expect(packOf({ ...sources, patients: {} }).beds[0]?.patient?.file).toBeNull();
  expect(packOf({ ...sources, wardId: '3A' })).toMatchObject({ beds: [], calls: [], notes: [] });
});

test('what is no pack is none', () => {
  expect([packFrom(null), packFrom('{'), packFrom('{"wardId":"4B"}')]).toEqual([null, null, null]);
});
