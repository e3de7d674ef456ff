import { noPatient } from '@healthcare/domain/patients';
import { type BedState, noStay } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import type { BedPatient } from './bed-patients.ts';
import type { Stay } from './stays-api.ts';
import { twinsIn } from './twins.ts';

const held = { entries: [], unsent: [] };
const patient = (id: string, mergedInto = ''): BedPatient => ({ ...noPatient, ...held, id, mergedInto });
const stay = (id: string, patientId: string): Stay => ({ ...noStay, ...held, id, patientId });
const bed = (label: string, holder: Stay | null): BedState<Stay> => ({
  wardId: '4B',
  roomId: 'r',
  room: '401',
  bed: { id: label, label },
  holder,
  provisional: [],
  use: null,
  leftBy: null,
  closed: null,
});

test('B20, P8: an unknown patient who is merged with somebody in another bed is one person in two beds', () => {
  const patients = { sara: patient('sara'), unknown: patient('unknown', 'sara'), hoda: patient('hoda') };
  const [a, b, c] = [stay('a', 'sara'), stay('b', 'unknown'), stay('c', 'hoda')];
  const found = twinsIn([bed('1', a), bed('2', b), bed('3', c), bed('4', c), bed('5', null)], patients);
  expect(found.map((one) => [one.patient.id, one.beds.map((of) => of.bed.label)])).toEqual([['sara', ['1', '2']]]);
});
