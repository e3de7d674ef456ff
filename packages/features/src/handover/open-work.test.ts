import { documentOf, type Entry, stamp } from '@healthcare/domain';
import { stays } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import type { Stay } from '../beds/index.ts';
import { callWith, noon } from '../calls/calls-for-tests.ts';
import { openWork, patientsOf } from './open-work.ts';

type Said = readonly [kind: string, data: Entry['data'], minute: number];

const place = (bed: string, wardId = '4B') => ({ wardId, roomId: 'r401', room: '401', bedId: bed, bed });

/** A stay from what people and the server did in turn, folded by the domain itself; entry ids are `<id>-<n>`. */
function stay(id: string, ...said: readonly Said[]): Stay {
  const entries = said.map(([kind, data, minute], at): Entry => {
    const by = { user: 'n1', grant: 'g', workstation: 'wk' };
    const after = at === 0 ? [] : [`${id}-${at - 1}`];
    return {
      id: `${id}-${at}`,
      kind,
      at: stamp(noon + minute * 60_000, at, 'wk'),
      by,
      after,
      data,
      version: stays.version,
    };
  });
  return { ...documentOf(stays, id, entries), unsent: [] };
}

const claimed = (patient: string, bed: string, more: object = {}): Said => [
  'claimed',
  { ...place(bed), patient, ...more },
  0,
];
const confirmed = (id: string, at = 0): Said => ['confirmed', { claim: `${id}-${at}`, turn: 1 }, 1];

const ward = (all: readonly Stay[], dueBefore = '2025-11-24T15:00') =>
  openWork({ wardId: '4B', calls: [], stays: all, dueBefore }).map(({ kind, room, bed, patient, due }) =>
    [kind, `${room}-${bed}`, patient, due].join(' ').trim(),
  );

test('a patient who simply lies in bed is no open work, but is a patient of the ward', () => {
  const lies = stay('s', claimed('Sara', '1'), confirmed('s'));
  expect(ward([lies])).toEqual([]);
  expect(patientsOf([lies], '4B').map(({ patient }) => patient)).toEqual(['Sara']);
  expect(patientsOf([lies], '3A')).toEqual([]);
});

test.each<readonly [string, readonly Said[], readonly string[]]>([
  ['a bed asked for', [claimed('Sara', '1')], ['admission 401-1 Sara']],
  [
    'a booked bed, until the patient comes',
    [claimed('Sara', '1', { reservedFrom: '2025-11-24T14:00' }), confirmed('s')],
    ['admission 401-1 Sara 2025-11-24T14:00'],
  ],
  [
    'a patient without the bed',
    [claimed('Sara', '1'), ['declined', { claim: 's-0', code: 'bed/taken', alternatives: [] }, 1]],
    ['declined 401-1 Sara'],
  ],
  [
    'another ward is asked',
    [claimed('Sara', '1'), confirmed('s'), ['transferAsked', { wardId: '3A', reason: 'needs monitoring' }, 2]],
    ['transfer 401-1 Sara'],
  ],
  [
    'a move within the ward, asked for',
    [claimed('Sara', '1'), confirmed('s'), ['claimed', { ...place('2'), patient: 'Sara', moving: true }, 2]],
    ['move 401-2 Sara'],
  ],
  [
    'on leave',
    [claimed('Sara', '1'), confirmed('s'), ['wentOnLeave', { backAt: '2025-11-24T18:00' }, 2]],
    ['leave 401-1 Sara 2025-11-24T18:00'],
  ],
  [
    'a bed that was left, without the name of who lay in it',
    [claimed('Sara', '1'), confirmed('s'), ['left', { reason: 'went home', needs: 'cleaning' }, 2]],
    ['cleaning 401-1'],
  ],
])('open work: %s', (_name, said, expected) => {
  expect(ward([stay('s', ...said)])).toEqual(expected);
});

test('a discharge is work of the shift in which it is due, not before', () => {
  const until = ['amended', { until: '2025-11-24T14:30' }, 2] as const;
  const lies = stay('s', claimed('Sara', '1'), confirmed('s'), until);
  expect(ward([lies], '2025-11-24T15:00')).toEqual(['discharge 401-1 Sara 2025-11-24T14:30']);
  expect(ward([lies], '2025-11-24T07:00')).toEqual([]);
});

test('open calls come first, the longest open first; closed calls and those of other wards do not come', () => {
  const calls = [
    callWith('late', {}, [], noon + 60_000),
    callWith('early', { bed: '2' }),
    callWith('closed', {}, [{ kind: 'cancelled', by: 'n1', after: 5, data: { reason: 'not needed' } }]),
  ];
  const stays = [stay('s', claimed('Sara', '1'))];
  const all = openWork({ wardId: '4B', calls, stays, dueBefore: '' });
  expect(all.map(({ id }) => id)).toEqual(['early', 'late', expect.stringContaining('s admission')]);
  expect(all[0]?.subject).toEqual({ is: 'call', id: 'early', label: '403, 2' });
  expect(openWork({ wardId: '3A', calls, stays, dueBefore: '' })).toEqual([]);
});
