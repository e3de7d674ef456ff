import type { Connection, WorkstationShown } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { listed, orderedBy, type StationFilter, type StationOrder } from './station-view.ts';
import { HEARD_WITHIN_MS, type Station, silentWards, stationsFrom } from './stations.ts';

const nowMs = Date.UTC(2026, 10, 28, 8);

function enrolled(id: string, more: Partial<WorkstationShown> = {}): WorkstationShown {
  return {
    ...{ id, name: `Desk ${id}`, kind: 'ward', wards: ['4B'], state: 'enrolled', enrolledBy: 'adam', hasKey: true },
    ...{ enrolledAt: at(0), lastContactAt: at(nowMs - HEARD_WITHIN_MS), version: '1', unsent: 0 },
    ...{ revoked: null, wiped: null },
    ...more,
  };
}

function on(workstation: string, more: Partial<Connection> = {}): Connection {
  return { workstation, kind: 'ward', wardId: '4B', user: 'salma', role: 'nurse', sinceMs: nowMs - 5000, ...more };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}

const all: StationFilter = { view: 'inUse', ward: '', words: '' };
const usual: StationOrder = { by: 'place', down: false };
const ids = (stations: readonly Station[], filter: Partial<StationFilter> = {}, order = usual) =>
  listed(stations, { ...all, ...filter }, order, ({ line }) => line?.user ?? '').map(({ id }) => id);

test('each workstation stands once, as what is known of it says', () => {
  const lost = { at: at(7), by: 'adam', reason: 'lost' } as const;
  const retired = { ...lost, reason: 'retired' } as const;
  const shown = [
    enrolled('a'),
    enrolled('b', { lastContactAt: at(nowMs - HEARD_WITHIN_MS + 1) }),
    enrolled('c', { lastContactAt: null }),
    enrolled('d'),
    enrolled('e', { state: 'revoked', revoked: lost }),
    enrolled('f', { state: 'revoked', revoked: retired }),
    enrolled('g', { state: 'wiped', revoked: retired, wiped: { at: at(9), lost: 2 } }),
  ];
  const stations = stationsFrom(shown, [on('d', { sinceMs: 3 }), on('d'), on('stranger')], nowMs);
  const told = stations.map(({ id, standing, contactMs }) => [id, standing, contactMs]);
  expect(told).toEqual([
    ['a', 'away', nowMs - HEARD_WITHIN_MS],
    ['b', 'heard', nowMs - HEARD_WITHIN_MS + 1],
    ['c', 'away', null],
    ['d', 'line', nowMs],
    ['e', 'lost', nowMs - HEARD_WITHIN_MS],
    ['f', 'leaving', nowMs - HEARD_WITHIN_MS],
    ['g', 'back', nowMs - HEARD_WITHIN_MS],
    ['stranger', 'line', nowMs],
  ]);
  expect(stations.find(({ id }) => id === 'd')?.line?.sinceMs).toBe(nowMs - 5000);
  expect(stations.filter(({ isEnrolled }) => !isEnrolled).map(({ id }) => id)).toEqual(['stranger']);
});

test('a ward whose terminals are all away is named; a desk makes no ward heard', () => {
  const rooms = [{ wardId: '10A' }, { wardId: '4B' }, { wardId: '4B' }, { wardId: '3A' }];
  const shown = [enrolled('a'), enrolled('b', { wards: ['3A'] }), enrolled('c', { kind: 'admin', wards: [] })];
  const lines = [on('b', { wardId: '3A' }), on('c', { kind: 'admin', wardId: null })];
  expect(silentWards(rooms, stationsFrom(shown, lines, nowMs))).toEqual(['4B', '10A']);
});

const many = stationsFrom(
  [
    enrolled('desk', { kind: 'admin', wards: [], name: 'IT' }),
    enrolled('ten', { wards: ['10A'], unsent: 4, lastContactAt: at(5) }),
    enrolled('four', { name: 'Trolley', unsent: 9, lastContactAt: at(9) }),
    enrolled('old', { state: 'wiped', revoked: { at: at(7), by: 'adam', reason: 'retired' } }),
    enrolled('before', { wards: null, name: '' }),
  ],
  [on('before', { wardId: '10A', user: 'mona' })],
  nowMs,
);

test('wards before desks, as people count; what is out of use is looked at by itself', () => {
  expect(ids(many)).toEqual(['four', 'before', 'ten', 'desk']);
  expect(ids(many, { view: 'here' })).toEqual(['before']);
  expect(ids(many, { view: 'gone' })).toEqual(['four', 'ten', 'desk']);
  expect(ids(many, { view: 'out' })).toEqual(['old']);
});

test('found by its ward, its name, its id, and who is signed in there', () => {
  expect(ids(many, { ward: '10A' })).toEqual(['before', 'ten']);
  expect(ids(many, { words: ' troll ' })).toEqual(['four']);
  expect(ids(many, { words: 'MONA before' })).toEqual(['before']);
  expect(ids(many, { words: 'nobody' })).toEqual([]);
});

test('a column is asked for the most first, and the other way when it is asked again', () => {
  const unsent = orderedBy(usual, 'unsent');
  expect(ids(many, {}, unsent).slice(0, 2)).toEqual(['four', 'ten']);
  const least = orderedBy(unsent, 'unsent');
  expect(least).toEqual({ by: 'unsent', down: false });
  expect(ids(many, {}, orderedBy(usual, 'name'))).toEqual(['before', 'ten', 'desk', 'four']);
  expect(ids(many, {}, orderedBy(usual, 'standing')).at(-1)).toBe('before');
  expect(ids(many, {}, orderedBy(usual, 'contact'))[0]).toBe('before');
});
