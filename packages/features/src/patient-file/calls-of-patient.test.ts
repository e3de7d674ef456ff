import { stamp } from '@healthcare/domain';
import type { StayView } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import type { HistoryRow } from '../calls/index.ts';
import { searchable } from '../finding/index.ts';
import { callsOfPatient } from './calls-of-patient.ts';

const HOUR_MS = 3_600_000;
const at = (hour: number) => stamp(hour * HOUR_MS, 0, 'wk');
const deed = (hour: number) => ({ entry: `e${hour}`, by: 'n1', at: at(hour) });
type Claim = StayView['claims'][number];

const claim = (bed: string, from: number, to: number | null, rest: Partial<Claim> = {}): Claim => ({
  ...deed(from),
  wardId: '4B',
  roomId: 'r',
  room: '401',
  bedId: bed,
  bed,
  patient: 'Fatma',
  patientId: 'p1',
  answer: { is: 'confirmed', entry: 'a', at: at(from), turn: 1 },
  withdrawn: false,
  reservedFrom: '',
  moving: false,
  arrived: deed(from),
  released: to === null ? null : { ...deed(to), needs: 'cleaning' },
  cleaningBegun: null,
  cleaned: null,
  ...rest,
});

const call = (id: string, bed: string | null, hour: number, patient = ''): HistoryRow => ({
  id,
  raisedMs: hour * HOUR_MS,
  wardId: '4B',
  room: '401',
  bed,
  patientId: null,
  kind: 'assistance',
  priority: 'medium',
  state: 'done',
  responsible: null,
  raisedBy: 'n1',
  about: null,
  acceptedAfterMs: null,
  text: searchable(`401\n${patient}\nfell`),
  unsent: false,
});

const fatma = {
  id: 'fatma',
  family: { en: 'El-Masry', ar: 'المصري' },
  given: { en: 'Fatma', ar: 'فاطمة' },
};
const found = (rows: readonly HistoryRow[], claims: readonly Claim[]) =>
  callsOfPatient(rows, { documents: [fatma], stays: [{ claims: [...claims] }] }).map(({ id }) => id);

test('calls from a bed belong to whoever lay in it then', () => {
  const rows = [call('before', '1', 1), call('hers', '1', 3), call('after', '1', 6), call('other', '2', 3)];
  expect(found(rows, [claim('1', 2, 5)])).toEqual(['hers']);
  expect(found(rows, [claim('1', 2, null)])).toEqual(['hers', 'after']);
});

test('a bed that was only asked for, or is booked, is not hers yet', () => {
  const rows = [call('c', '1', 3)];
  expect(found(rows, [claim('1', 2, null, { answer: { is: 'waiting' } })])).toEqual([]);
  expect(found(rows, [claim('1', 2, null, { reservedFrom: '2026-11-23T10:00', arrived: null })])).toEqual([]);
});

test('a call with exactly her name in it is hers, in either script; a part of the name is not', () => {
  const rows = [
    call('en', null, 1, 'Fatma El-Masry'),
    call('ar', null, 1, 'فاطمه المصري'),
    call('no', null, 1, 'Fatma'),
  ];
  expect(found(rows, [])).toEqual(['en', 'ar']);
});

test('C19: a call that names a patient by their document is theirs, from whatever bed, and nobody else’s', () => {
  const hers = { ...call('hers', null, 9), patientId: 'fatma' };
  const others = { ...call('others', '1', 3, 'Fatma El-Masry'), patientId: 'hoda' };
  expect(found([hers, others], [claim('1', 2, null)])).toEqual(['hers']);
});
