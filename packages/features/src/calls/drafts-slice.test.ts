import { expect, test } from 'vitest';
import { draftsKept, draftsReducer, noDrafts, type RaiseDraft, raiseBegun } from './drafts-slice.ts';

const untouched: RaiseDraft = {
  callId: 'c-new',
  entryId: 'e-new',
  kind: 'assistance',
  priority: 'medium',
  roomId: null,
  bed: null,
  patient: '',
  doctor: null,
  nurse: null,
  disease: '',
  treatment: '',
  description: '',
};
const kept: RaiseDraft = { ...untouched, callId: 'c-kept', roomId: 'r401', bed: '1', description: 'half a sentence' };

function comesBack(begun: RaiseDraft | null): RaiseDraft | null {
  const here = begun === null ? noDrafts : draftsReducer(noDrafts, raiseBegun(begun));
  return draftsReducer(here, draftsKept({ raise: kept, reasons: {} })).raise;
}

test('a form that was opened before the draft had come back takes it over', () => {
  expect(comesBack(null)).toEqual(kept);
  expect(comesBack(untouched)).toEqual(kept);
});

test('opened at a bed, the form stays at that bed', () => {
  expect(comesBack({ ...untouched, roomId: 'r403', bed: '2' })).toEqual({ ...kept, roomId: 'r403', bed: '2' });
});

test('what somebody has begun to say since stays', () => {
  const begun = { ...untouched, patient: 'Fatma Ali' };
  expect(comesBack(begun)).toEqual(begun);
});
