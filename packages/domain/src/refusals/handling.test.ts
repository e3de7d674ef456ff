import { expect, test } from 'vitest';
import type { Person, Role } from '../rights/roles.ts';
import { DismissalNote, mayHandleRefusal } from './handling.ts';

const refused = { author: 'salma', scopes: ['ward:4B', 'user:salma'] };
const person = (user: string, role: Role, wards: readonly string[] = []): Person => ({ user, role, wards });

test.each([
  ['the author', person('salma', 'nurse', ['3A']), true],
  ['a colleague of the ward', person('omar', 'nurse', ['4B']), false],
  ['a doctor of the ward', person('karim', 'doctor', ['4B']), false],
  ['the head nurse of the ward', person('heba', 'headNurse', ['3A', '4B']), true],
  ['a head doctor of the ward', person('hany', 'headDoctor', ['4B']), true],
  ['a head nurse of another ward', person('rania', 'headNurse', ['3A']), false],
  ['an administrator', person('adam', 'admin'), true],
  ['a pharmacist', person('nadia', 'pharmacist'), false],
])('F2: %s: %o, %s', (_who, who, may) => {
  expect(mayHandleRefusal(who, refused)).toBe(may);
});

test('F2: what belongs to no ward is for its author and administrators', () => {
  const own = { author: 'salma', scopes: ['user:salma', 'staff'] };
  expect(mayHandleRefusal(person('heba', 'headNurse', ['4B', 'staff']), own)).toBe(false);
  expect(mayHandleRefusal(person('adam', 'admin'), own)).toBe(true);
});

test.each([
  ['no', false],
  ['   no   ', false],
  ['was', true],
  ['x'.repeat(300), true],
  ['x'.repeat(301), false],
])('F3: the note %j is one: %s', (note, fits) => {
  expect(DismissalNote.safeParse(note).success).toBe(fits);
});
