import { expect, test } from 'vitest';
import { callWith } from '../calls-for-tests.ts';
import { amendDraft, amendedFrom } from './amend.ts';

const call = callWith('a', { description: 'Fell', patient: 'Amal' });

test('C12: only what was changed is said, so that two people who change different things do not disagree', () => {
  expect(amendedFrom(call, { ...amendDraft(call), priority: 'high' })).toEqual({
    ok: true,
    data: { priority: 'high' },
  });
  expect(amendedFrom(call, amendDraft(call))).toEqual({ ok: true, data: {} });
});

test('C12: emptying a text takes it back, and so does asking for nobody', () => {
  const asked = callWith('b', { patient: 'Amal', doctor: 'd1' });
  expect(amendedFrom(asked, { ...amendDraft(asked), patient: ' ', doctor: null })).toEqual({
    ok: true,
    data: { patient: '', doctor: '' },
  });
});

test('what the domain does not take is named', () => {
  expect(amendedFrom(call, { ...amendDraft(call), disease: 'x'.repeat(121) })).toEqual({
    ok: false,
    fields: ['disease'],
  });
});
