import { noStay, type StayView } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import type { Stay } from '../stays-api.ts';
import { doingsFor, needsAfter } from './stay-acts.ts';

type Claim = StayView['claims'][number];
const deed = { entry: 'e', by: 'n1', at: '' };
const place = (bed: string) => ({ wardId: '4B', roomId: 'r', room: '401', bedId: bed, bed });
const claim = (bed: string, more: Partial<Claim> = {}): Claim => ({
  ...place(bed),
  entry: `c${bed}`,
  by: 'n1',
  at: '',
  patient: 'Sara Adel',
  patientId: 'p1',
  answer: { is: 'confirmed', entry: 'a', at: '', turn: 1 },
  withdrawn: false,
  reservedFrom: '',
  moving: false,
  arrived: deed,
  released: null,
  cleaningBegun: null,
  cleaned: null,
  ...more,
});
const waiting = { answer: { is: 'waiting' }, arrived: null } as const;
const stay = (claims: readonly Claim[], more: Partial<Stay> = {}): Stay => ({
  ...noStay,
  id: 's',
  entries: [],
  unsent: [],
  claims: [...claims],
  ...more,
});
const at = (bed: string) => ({ roomId: 'r', bed: { id: bed, label: bed } });

test('B5, B14 who only asked or is booked can be given up; who is booked can arrive', () => {
  expect(doingsFor(stay([claim('1', waiting)]), at('1'))).toEqual(['facts', 'withdrawn']);
  expect(doingsFor(stay([claim('1', { arrived: null })]), at('1'))).toEqual(['arrived', 'facts', 'withdrawn']);
});

test('B15–B18 who lies in a bed can be moved, transferred, sent on leave and discharged', () => {
  expect(doingsFor(stay([claim('1')]), at('1'))).toEqual(['facts', 'move', 'transfer', 'wentOnLeave', 'discharge']);
  const away = stay([claim('1')], { leave: { ...deed, backAt: '' } });
  expect(doingsFor(away, at('1'))).toContain('cameBack');
});

test('B15 while a move is under way no other begins; the patient arrives at the new bed, and it can be given up at either', () => {
  const moving = stay([claim('1'), claim('2', { arrived: null, moving: true })]);
  expect(doingsFor(moving, at('1'))).toEqual(['facts', 'withdrawn', 'wentOnLeave', 'discharge']);
  expect(doingsFor(moving, at('2'))).toEqual(['arrived', 'facts', 'withdrawn']);
  const asks = stay([claim('1'), claim('2', { ...waiting, moving: true })]);
  expect(doingsFor(asks, at('2'))).toEqual(['withdrawn']);
});

test('B16 a ward that is asked is asked once; whoever asked may take it back', () => {
  const transfers = [{ ...deed, wardId: '3A', reason: 'x', state: 'open' as const, answer: null }];
  const asked = doingsFor(stay([claim('1')], { transfers }), at('1'));
  expect(asked).toContain('transferWithdrawn');
  expect(asked).not.toContain('transfer');
});

test('B17 after isolation the bed needs a deep clean', () => {
  expect(needsAfter({ isolation: 'contact' })).toBe('deepCleaning');
  expect(needsAfter({})).toBe('cleaning');
});
