import type { Role } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { assignmentAt, placeAfter, placeOf, reassigned } from './assignment.ts';

const nurse = { user: 'salma', role: 'nurse', wards: ['4B', '3A'] } as const;
const scopesIn = (ward: string) => ({ wardId: ward, scopes: ['staff', `ward:${ward}`, 'user:salma'] });

test.each([
  ['stays where it is while its person is assigned there', { wards: ['3A', '4B'] }, {}, scopesIn('4B')],
  ['goes to the first ward of its person', { wards: ['3A'] }, {}, scopesIn('3A')],
  ['ends at a terminal of another ward', { wards: ['3A'] }, { atWard: '4B' }, 'session/not-on-this-ward'],
  ['ends when there is no ward left', { wards: [] }, {}, 'session/no-workplace'],
  ['ends for who has become a patient', { role: 'patient', wards: [] }, {}, 'session/no-workplace'],
  ['stays for an administrator', { role: 'admin', wards: [] }, { atWard: '4B' }, scopesIn('4B')],
] as const)('a session %s', (_, assignment, more, place) => {
  expect(placeAfter({ ...nurse, ...assignment }, { kind: 'ward', wardId: '4B', ...more })).toEqual(place);
});

test.each(['admin', 'hr'] as const)(
  'the administrator’s desk: %s holds the staff and all rooms, and no patient of any ward',
  (role) => {
    const place = placeOf({ user: 'adam', role, wards: ['4B'] }, { kind: 'admin', wardId: '4B' });
    expect(place).toEqual({
      wardId: null,
      scopes: ['staff', 'rooms', 'user:adam', ...(role === 'admin' ? ['wards', 'reviews'] : [])],
    });
  },
);

test('E8 heads hold the emergency accesses of all their wards wherever they sit; nobody else of the ward does', () => {
  const reviewsOf = (role: Role) => {
    const place = placeOf({ user: 'heba', role, wards: ['4B', '3A'] }, { kind: 'ward', wardId: '4B' });
    return typeof place === 'string' ? place : place.scopes.filter((scope) => scope.startsWith('reviews'));
  };
  for (const role of ['headNurse', 'headDoctor'] as const)
    expect(reviewsOf(role)).toEqual(['reviews:4B', 'reviews:3A']);
  for (const role of ['nurse', 'doctor', 'pharmacist', 'admin'] as const) expect(reviewsOf(role), role).toEqual([]);
});

test.each(['nurse', 'headDoctor', 'pharmacist', 'patient'] as const)('no %s has a place at that desk', (role) => {
  expect(placeOf({ user: 'salma', role, wards: ['4B'] }, { kind: 'admin' })).toBe('session/no-workplace');
});

test('what somebody was at a time is known over several changes', () => {
  const first = reassigned(nurse, { role: 'headNurse', wards: ['4B'] }, 1000);
  const known = reassigned(first, { role: 'nurse', wards: ['2C'] }, 2000);
  expect([0, 999, 1000, 1999, 2000].map((at) => assignmentAt(known, at).role)).toEqual([
    'nurse',
    'nurse',
    'headNurse',
    'headNurse',
    'nurse',
  ]);
  expect(assignmentAt(known, 5000).wards).toEqual(['2C']);
});
