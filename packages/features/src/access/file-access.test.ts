import { stamp } from '@healthcare/domain';
import { EMERGENCY_MS, noEmergency } from '@healthcare/domain/emergencies';
import { expect, test } from 'vitest';
import type { Emergency } from './emergencies-api.ts';
import { fileAccess, mayReview, timeLeft } from './file-access.ts';

const dayMs = Date.UTC(2026, 0, 5);
const dina = { user: 'dina', role: 'doctor', wards: ['4B'] } as const;
const access: Emergency = {
  ...noEmergency,
  id: 'em1',
  entries: [],
  unsent: [],
  state: 'asked',
  review: 'waiting',
  wardId: '4B',
  patientId: 'p1',
  askedBy: 'dina',
  askedAt: stamp(dayMs, 0, 'wk'),
};
const seen = { patientId: 'p1', file: { wards: ['9Z'] }, own: [], nowMs: dayMs };

test('E5 a file of another ward that the workstation holds is closed, until its reader has asked; for four hours', () => {
  expect(fileAccess(dina, seen)).toEqual({ is: 'closed', mayAsk: true, access: undefined });
  expect(fileAccess(dina, { ...seen, own: [access] })).toEqual({ is: 'emergency', access });
  expect(fileAccess(dina, { ...seen, own: [access], nowMs: dayMs + EMERGENCY_MS }).is).toBe('closed');
  expect(fileAccess(dina, { ...seen, own: [{ ...access, state: 'ended' }] }).is).toBe('closed');
});

test('E3 attack: an access to one file opens no other, and that of a colleague opens nothing', () => {
  expect(fileAccess(dina, { ...seen, patientId: 'p2', own: [access] }).is).toBe('closed');
  expect(fileAccess({ ...dina, user: 'omar' }, { ...seen, own: [access] }).is).toBe('closed');
});

test('E5 what the workstation does not hold stays closed, and says that it was asked for', () => {
  expect(fileAccess(dina, { ...seen, file: null, own: [access] })).toEqual({ is: 'notHere', mayAsk: true, access });
});

test('P7 a file of a ward of theirs is theirs; a pharmacist may not ask', () => {
  expect(fileAccess(dina, { ...seen, file: { wards: ['9Z', '4B'] } })).toEqual({ is: 'theirs' });
  expect(fileAccess({ ...dina, role: 'pharmacist' }, seen)).toMatchObject({ is: 'closed', mayAsk: false });
});

test('E6 who may review what, and never one’s own', () => {
  expect(mayReview({ user: 'heba', role: 'headNurse', wards: ['4B'] }, access)).toBe(true);
  expect(mayReview({ user: 'heba', role: 'headNurse', wards: ['3A'] }, access)).toBe(false);
  expect(mayReview({ user: 'dina', role: 'headDoctor', wards: ['4B'] }, access)).toBe(false);
  expect(mayReview({ user: 'adam', role: 'admin', wards: [] }, access)).toBe(true);
  expect(mayReview(dina, { ...access, askedBy: 'omar' })).toBe(false);
});

test('E4 the time that is left, rounded up', () => {
  expect(timeLeft(access, dayMs)).toEqual({ hours: 4, minutes: 0 });
  expect(timeLeft(access, dayMs - 14_000), 'a clock that is behind').toEqual({ hours: 4, minutes: 0 });
  expect(timeLeft(access, dayMs + EMERGENCY_MS - 1)).toEqual({ hours: 0, minutes: 1 });
  expect(timeLeft(access, dayMs + EMERGENCY_MS + 1)).toEqual({ hours: 0, minutes: 0 });
});
