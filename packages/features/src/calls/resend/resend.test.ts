import type { callEntries } from '@healthcare/domain/calls';
import { expect, test } from 'vitest';
import { resendDraft, resendFields, resentFrom } from './resend.ts';

const place = { wardId: '4B', roomId: 'r403', room: '403' };

test('every act on a call can be sent again as it was; those with words offer them', () => {
  const data: Readonly<Record<keyof typeof callEntries, object>> = {
    raised: { ...place, kind: 'emergency', priority: 'high', bed: '2' },
    seen: {},
    accepted: {},
    arrived: {},
    handedBack: {},
    takenOver: {},
    escalated: { step: 1, to: 'nurse' },
    patientNamed: { patientId: 'fatma', patient: 'Fatma Ali' },
    amended: { priority: 'low', patient: 'Ali' },
    settled: { bed: '1' },
    done: { outcome: 'helped' },
    cancelled: { reason: 'a mistake' },
  };
  for (const [kind, said] of Object.entries(data))
    expect(resentFrom(kind, resendDraft(said as never)), kind).toEqual({ ok: true, data: said });
  expect(resendFields('amended', data.amended as never)).toEqual(['priority', 'patient']);
  expect(resendFields('handedBack', {})).toEqual(['reason']);
  expect(resendFields('accepted', {})).toEqual([]);
  expect(resendFields('raised', data.raised as never)).toContain('doctor');
});

test('an emptied field is not said, and a wrong one is named', () => {
  const draft = { ...resendDraft({ ...place, kind: 'surgery', priority: 'low', patient: 'Ali' }), patient: ' ' };
  expect(resentFrom('raised', draft)).toEqual({ ok: true, data: { ...place, kind: 'surgery', priority: 'low' } });
  expect(resentFrom('cancelled', { reason: 'no' })).toEqual({ ok: false, fields: ['reason'] });
});
