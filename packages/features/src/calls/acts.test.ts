import type { Person, Role } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { actsFor, mayRaise, maySettle, nextStep } from './acts.ts';
import { callWith, type Deed } from './calls-for-tests.ts';

const person = (user: string, role: Role, wards = ['4B']): Person => ({ user, role, wards });
const by = (kind: Deed['kind'], user: string): Deed => ({ kind, by: user, after: 5 });

test('C1–C3: accept, then be there, then done', () => {
  const nurse = person('n2', 'nurse');
  expect(nextStep(callWith('a', {}), nurse)).toBe('accepted');
  expect(nextStep(callWith('a', {}, [by('seen', 'n3')]), nurse)).toBe('accepted');
  expect(nextStep(callWith('a', {}, [by('accepted', 'n2')]), nurse)).toBe('arrived');
  expect(nextStep(callWith('a', {}, [by('accepted', 'n2'), by('arrived', 'n2')]), nurse)).toBe('done');
  expect(nextStep(callWith('a', {}, [by('accepted', 'n2'), by('done', 'n2')]), nurse)).toBeUndefined();
});

test('C2: an accepted call is not offered to accept; C7: somebody else may still arrive', () => {
  const other = person('n3', 'nurse');
  const call = callWith('a', {}, [by('accepted', 'n2')]);
  expect(actsFor(call, other)).not.toContain('accepted');
  expect(nextStep(call, other)).toBe('arrived');
});

test('C8: only the person responsible can hand back', () => {
  const call = callWith('a', {}, [by('accepted', 'n2')]);
  expect(actsFor(call, person('n2', 'nurse'))).toContain('handedBack');
  expect(actsFor(call, person('n3', 'nurse'))).not.toContain('handedBack');
});

test('C9: only heads take over, and only from somebody else', () => {
  const call = callWith('a', {}, [by('accepted', 'n2')]);
  expect(actsFor(call, person('h1', 'headNurse'))).toContain('takenOver');
  expect(actsFor(call, person('n3', 'nurse'))).not.toContain('takenOver');
  expect(actsFor(callWith('a', {}, [by('accepted', 'h1')]), person('h1', 'headNurse'))).not.toContain('takenOver');
  expect(actsFor(callWith('a', {}), person('h1', 'headNurse'))).not.toContain('takenOver');
});

test.each(['pharmacist', 'hr', 'admin', 'patient'] as const)('C13: a %s is offered nothing', (role) => {
  expect(actsFor(callWith('a', {}), person('x', role))).toEqual([]);
  expect(nextStep(callWith('a', {}), person('x', role))).toBeUndefined();
  expect(mayRaise(person('x', role), '4B')).toBe(false);
});

test('C13: somebody of another ward is offered nothing', () => {
  expect(actsFor(callWith('a', {}), person('n2', 'nurse', ['5A']))).toEqual([]);
  expect(mayRaise(person('n2', 'nurse', ['5A']), '4B')).toBe(false);
});

test('C12, C13: heads of the ward settle, nobody else', () => {
  expect(maySettle(callWith('a', {}), person('h', 'headDoctor'))).toBe(true);
  expect(maySettle(callWith('a', {}), person('n', 'nurse'))).toBe(false);
  expect(maySettle(callWith('a', {}), person('h', 'headNurse', ['5A']))).toBe(false);
});

test('C16: a closed call offers nothing', () => {
  const closed = callWith('a', {}, [{ kind: 'cancelled', by: 'n1', after: 5, data: { reason: 'by mistake' } }]);
  expect(actsFor(closed, person('n2', 'nurse'))).toEqual([]);
});
