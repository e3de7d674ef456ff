import { expect, test } from 'vitest';
import { callWith } from '../calls-for-tests.ts';
import { amendDraft, amendedFrom } from './amend.ts';

const call = callWith('a', { description: 'Fell', patient: 'Amal' });

test('C12: only what was changed is said, so that two people who change different things do not disagree', () => {
  expect(amendedFrom(call, { ...amendDraft(call), priority: 'high' })).toEqual({
    ok: true,
    acts: [{ kind: 'amended', data: { priority: 'high' } }],
  });
  expect(amendedFrom(call, amendDraft(call))).toEqual({ ok: true, acts: [] });
});

test('C12: emptying a text takes it back, and so does asking for nobody', () => {
  const asked = callWith('b', { patient: 'Amal', doctor: 'd1' });
  expect(amendedFrom(asked, { ...amendDraft(asked), patient: ' ', doctor: null })).toEqual({
    ok: true,
    acts: [{ kind: 'amended', data: { patient: '', doctor: '' } }],
  });
});

test('what the domain does not take is named', () => {
  expect(amendedFrom(call, { ...amendDraft(call), disease: 'x'.repeat(121) })).toEqual({
    ok: false,
    fields: ['disease'],
  });
});

test('C19: a patient who was found is named by their document; words said instead name nobody', () => {
  const fatma = { patientId: 'fatma', patient: 'Fatma Ali' };
  expect(amendedFrom(call, { ...amendDraft(call), ...fatma, priority: 'low' })).toEqual({
    ok: true,
    acts: [
      { kind: 'amended', data: { priority: 'low' } },
      { kind: 'patientNamed', data: fatma },
    ],
  });
  const named = callWith('c', {}, [{ kind: 'patientNamed', by: 'n1', after: 1, data: fatma }]);
  expect(amendedFrom(named, { ...amendDraft(named), priority: 'low' })).toMatchObject({
    acts: [{ kind: 'amended', data: { priority: 'low' } }],
  });
  expect(amendedFrom(named, { ...amendDraft(named), patientId: null, patient: '' })).toEqual({
    ok: true,
    acts: [{ kind: 'amended', data: { patient: '' } }],
  });
});
