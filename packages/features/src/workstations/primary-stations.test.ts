import { expect, test } from 'vitest';
import { candidatesOf, primaryStations, wardsRelyingOn } from './primary-stations.ts';
import type { Station } from './stations.ts';

const rooms = ['10A', '4B', '5A', '4B', '6C'].map((wardId) => ({ wardId }));

/** A workstation of these wards, on the line in `at` since `sinceMs`. */
function station(id: string, wards: readonly string[] | null, at: string | null = null, sinceMs = 1): Station {
  const line =
    at === null ? null : { workstation: id, user: 'salma', role: 'nurse', kind: 'ward', wardId: at, sinceMs };
  return {
    ...{ id, name: id, kind: 'ward', wards: wards && [...wards], version: null, unsent: 0, hasKey: true },
    standing: line ? 'line' : 'away',
    line: line as Station['line'],
    ...{ contactMs: 1, revokedMs: null, wiped: null, isEnrolled: true },
  };
}

test('W8 wards that none is chosen for, or whose one is away, out of use or in another ward come first, as people count', () => {
  const stations = [
    station('desk-4B', ['4B'], '4B'),
    station('desk-5A', ['5A']),
    station('trolley', ['4B', '6C'], '4B'),
    { ...station('old', ['10A']), standing: 'leaving' } as const,
  ];
  const pages = {
    '4B': { primaryStation: 'desk-4B' },
    '5A': { primaryStation: 'desk-5A' },
    '6C': { primaryStation: 'trolley' },
    '10A': { primaryStation: 'old' },
  };
  const shown = primaryStations(rooms, pages, stations);
  expect(shown.map(({ wardId, fault, station: of }) => [wardId, fault, of?.id])).toEqual([
    ['5A', 'away', 'desk-5A'],
    ['6C', 'away', 'trolley'],
    ['10A', 'out', 'old'],
    ['4B', null, 'desk-4B'],
  ]);
  expect(primaryStations(rooms, { '4B': { primaryStation: '' } }, []).map(({ fault }) => fault)).toEqual(
    Array(4).fill('none'),
  );
  expect(primaryStations(rooms, { '4B': { primaryStation: 'gone' } }, [])[0]).toMatchObject({
    fault: 'out',
    station: null,
  });
});

test('W5 it is chosen among the workstations of the ward that are in use; who has been on the line longest first', () => {
  const stations = [
    station('off', ['4B']),
    station('new', ['4B', '5A'], '4B', 9),
    station('unbound', null, '4B', 5),
    station('elsewhere', null, '5A'),
    { ...station('out', ['4B']), standing: 'lost' } as const,
    { ...station('desk', [], '4B'), kind: 'admin' } as const,
  ];
  expect(candidatesOf('4B', stations).map(({ id }) => id)).toEqual(['unbound', 'new', 'off']);
});

test('the wards that rely on a workstation are named before it is taken out of use', () => {
  const pages = {
    '10A': { primaryStation: 'a' },
    '4B': { primaryStation: 'a' },
    '5A': { primaryStation: 'b' },
    '6C': {},
  };
  expect(wardsRelyingOn('a', pages)).toEqual(['4B', '10A']);
});
