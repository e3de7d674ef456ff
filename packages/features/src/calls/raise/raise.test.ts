import { expect, test } from 'vitest';
import type { Room } from '../../rooms/index.ts';
import { newDraft, raisedFrom } from './raise.ts';

const room = { id: 'r403', wardId: '4B', name: '403' } as Room;
const draft = () => newDraft(() => 'id');

test('C1: a place is enough for the call that stands ready', () => {
  expect(raisedFrom({ ...draft(), roomId: 'r403', bed: '2' }, room)).toEqual({
    ok: true,
    data: { kind: 'assistance', priority: 'medium', wardId: '4B', roomId: 'r403', room: '403', bed: '2' },
  });
});

test('without a place nothing is raised', () => {
  expect(raisedFrom(draft(), undefined)).toEqual({ ok: false, fields: ['roomId'] });
});

test('what is empty is not said; what is too long is named', () => {
  const said = raisedFrom({ ...draft(), patient: '  ', description: 'Breathless ' }, room);
  expect(said).toMatchObject({ ok: true, data: { description: 'Breathless' } });
  expect(said.ok && 'patient' in said.data).toBe(false);
  expect(raisedFrom({ ...draft(), patient: 'x'.repeat(121) }, room)).toEqual({ ok: false, fields: ['patient'] });
});
