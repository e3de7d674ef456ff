import { documentOf, type Entry, stamp } from '@healthcare/domain';
import { handovers } from '@healthcare/domain/handovers';
import { expect, test } from 'vitest';
import type { Handover } from './handovers-api.ts';
import { mayAcknowledge, pagesOf, pointsIn } from './pages.ts';

const now = { on: '2026-01-05', shift: 'night' } as const;

type Said = readonly [kind: string, by: string, data?: Entry['data']];
const noted: Said = ['noted', 'salma', { subject: { is: 'ward', label: 'w' }, text: 'Potassium at 06:00' }];
const signed: Said = ['signed', 'salma'];
const heard = (id: string): Said => ['acknowledged', 'omar', { points: [`${id}-1`] }];

function handover(id: string, shift: string, ...said: readonly Said[]): Handover {
  const all: readonly Said[] = [['begun', 'salma', { wardId: '4B', on: now.on, shift }], ...said];
  const entries = all.map(([kind, user, data = {}], at): Entry => {
    const by = { user, grant: 'g', workstation: 'wk' };
    return { id: `${id}-${at}`, kind, at: stamp(at, 0, 'wk'), by, after: at === 0 ? [] : [`${id}-${at - 1}`], data };
  });
  return { ...documentOf(handovers, id, entries), unsent: [] };
}

test('H5 each handover stands in one place: written, to take over, left unsigned, taken over', () => {
  const all = [
    handover('mine', 'night', noted),
    handover('apart', 'night', noted),
    handover('signedNow', 'night', noted, signed),
    handover('told', 'evening', noted, signed),
    handover('forgotten', 'evening', noted),
    handover('heard', 'morning', noted, signed, heard('heard')),
  ];
  const pages = pagesOf(all, now);
  const ids = (of: readonly Handover[]) => of.map(({ id }) => id);
  expect(ids(pages.writing)).toEqual(['mine', 'apart']);
  expect(ids(pages.toTakeOver)).toEqual(['told', 'signedNow']);
  expect(ids(pages.leftOpen)).toEqual(['forgotten']);
  expect(ids(pages.earlier)).toEqual(['heard']);
  expect(Object.values(pages).flat()).toHaveLength(all.length);
  expect(pointsIn(pages.writing).map(({ handover: { id } }) => id)).toEqual(['mine', 'apart']);
});

test('H4 whoever signed does not acknowledge, and nobody a point twice', () => {
  const told = handover('told', 'evening', noted, signed);
  expect(mayAcknowledge(told, 'told-1', 'omar')).toBe(true);
  expect(mayAcknowledge(told, 'told-1', 'salma')).toBe(false);
  expect(mayAcknowledge(handover('told', 'evening', noted, signed, heard('told')), 'told-1', 'omar')).toBe(false);
  expect(mayAcknowledge(handover('open', 'evening', noted), 'open-1', 'omar')).toBe(false);
});
