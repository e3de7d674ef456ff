import { expect, test } from 'vitest';
import { callWith, noon } from '../calls-for-tests.ts';
import { heardNow } from './heard.ts';

const emergency = callWith('a', { kind: 'emergency', priority: 'high' });
const groups = (cut: boolean, second: number, call = emergency) =>
  heardNow([call], {}, noon + second * 1000, cut)[0]?.escalations.map(({ to }) => to);

test('C18 a terminal that is cut off goes on by the table; one that hears the server shows what was recorded', () => {
  expect(groups(false, 300)).toEqual([]);
  expect(groups(true, 59)).toEqual([]);
  expect(groups(true, 60)).toEqual(['doctor']);
  expect(groups(true, 300)).toEqual(['doctor', 'headNurse', 'headDoctor']);
});

test('C18 what was recorded is not shown twice, and an accepted call goes to nobody', () => {
  const went = callWith('a', { kind: 'emergency' }, [
    { kind: 'escalated', by: 'server', after: 60, data: { step: 1, to: 'doctor' } },
  ]);
  expect(groups(true, 130, went)).toEqual(['doctor', 'headNurse']);
  const taken = callWith('a', { kind: 'emergency' }, [{ kind: 'accepted', by: 'n2', after: 5 }]);
  expect(groups(true, 300, taken)).toEqual([]);
});
