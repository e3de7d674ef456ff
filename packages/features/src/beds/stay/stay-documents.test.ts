import { stamp } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { documentsOfStay, type RecordOfStay } from './stay-documents.ts';

const at = (ms: number) => stamp(ms, 0, 'a');
const deed = (ms: number) => ({ entry: 'e', by: 'salma', at: at(ms) });
const stay = {
  id: 'stay',
  patientId: 'fatma',
  claims: [
    { ...deed(100), arrived: deed(200) },
    { ...deed(300), arrived: null },
  ],
} as unknown as Parameters<typeof documentsOfStay>[0];
const record = (id: string, facts: Partial<RecordOfStay> = {}): RecordOfStay => ({
  ...{ id, is: 'file', state: 'added', name: `${id}.pdf`, recordedMs: 250, unsent: false },
  ...facts,
});
const none = () => undefined;

test('what was recorded since the patient came is of this stay; what was removed or is older is not', () => {
  const records = [
    record('letter'),
    record('old', { recordedMs: 150 }),
    record('gone', { state: 'removed' }),
    record('event', { is: 'history', name: '' }),
  ];
  expect(documentsOfStay(stay, records, [], none)).toEqual({
    files: ['letter.pdf'],
    history: 1,
    notSent: 0,
    refused: 0,
  });
});

test.each(['waiting', 'sending', 'damaged', 'refused'])('a file that is %s is not on the server', (phase) => {
  expect(documentsOfStay(stay, [record('letter')], [], () => phase).notSent).toBe(1);
  expect(documentsOfStay(stay, [record('letter')], [], () => 'sent').notSent).toBe(0);
});

test('what is said and not sent counts once, whatever its file does', () => {
  expect(documentsOfStay(stay, [record('letter', { unsent: true })], [], () => 'waiting').notSent).toBe(1);
});

test('refusals of the stay, the patient and their records count; those of others do not', () => {
  const refusals = ['stay', 'fatma', 'letter', 'hoda', ''].map((document) => ({ document }));
  expect(documentsOfStay(stay, [record('letter')], refusals, none).refused).toBe(3);
  expect(documentsOfStay({ ...stay, patientId: '' }, [], refusals, none).refused).toBe(1);
});
