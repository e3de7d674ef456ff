import type { Person, Role, Standpoint } from '@healthcare/domain';
import { noCall } from '@healthcare/domain/calls';
import { expect, test } from 'vitest';
import { disputedOf, maySettle, type WithStanding } from './disputed-documents.ts';

const said = (field: string, by: string, value: unknown): Standpoint => ({ field, entry: by, by, at: by, value });
const person = (role: Role, wards: readonly string[] = []): Person => ({ user: 'p', role, wards });
const call = (standing: Standpoint[]) => ({ ...noCall, id: 'c', wardId: '4B', standing });
const room = (standing: Standpoint[]): WithStanding => ({ id: 'r', wardId: '4B', standing }) as WithStanding;
const member = (standing: Standpoint[]): WithStanding => ({ id: 's', wards: ['4B'], standing }) as WithStanding;
const two = [said('bed', 'a', '1'), said('bed', 'b', '2'), said('kind', 'a', 'surgery')];

test('only documents with two different values of one field are disputed', () => {
  const agreed = call([said('bed', 'a', '1'), said('bed', 'b', '1')]);
  const found = disputedOf('calls', [agreed, call(two)]);
  expect(found.map(({ disputes }) => disputes.map(({ field, values }) => [field, values.length]))).toEqual([
    [['bed', 2]],
  ]);
});

test.each([
  [
    'calls',
    call(two),
    [person('headNurse', ['4B']), person('headDoctor', ['4B'])],
    [person('nurse', ['4B']), person('headNurse', ['3A']), person('admin')],
  ],
  [
    'rooms',
    room(two),
    [person('headNurse', ['4B']), person('admin')],
    [person('nurse', ['4B']), person('headNurse', ['3A']), person('headDoctor', ['4B'])],
  ],
  [
    'wards',
    { id: 'ward-4B', wardId: '4B', standing: two } as WithStanding,
    [person('headNurse', ['4B']), person('admin')],
    [person('nurse', ['4B']), person('headNurse', ['3A']), person('headDoctor', ['4B'])],
  ],
  ['staff', member(two), [person('hr'), person('admin')], [person('headNurse', ['4B']), person('nurse', ['4B'])]],
] as const)(
  'a dispute of %s is settled by those whom the rights table names, and nobody else',
  (db, document, may, mayNot) => {
    const [disputed] = disputedOf<WithStanding>(db, [document]);
    for (const who of may) expect(disputed && maySettle(disputed, who), who.role).toBe(true);
    for (const who of mayNot) expect(disputed && maySettle(disputed, who), who.role).toBe(false);
  },
);
