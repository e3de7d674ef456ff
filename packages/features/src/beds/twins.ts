import type { BedState } from '@healthcare/domain/stays';
import { type BedPatient, type PatientsById, patientOf } from './bed-patients.ts';
import type { Stay } from './stays-api.ts';

/** One person who holds beds by two stays, because they were in two documents that are merged now (B20, P8). */
export interface Twins {
  readonly patient: BedPatient;
  readonly beds: readonly BedState<Stay>[];
}

/** A booking of somebody who moves is of the same stay, and is none. */
export function twinsIn(beds: readonly BedState<Stay>[], patients: PatientsById): readonly Twins[] {
  const byPatient = new Map<string, Twins>();
  for (const bed of beds) {
    const patient = bed.holder && patientOf(bed.holder, patients);
    if (!patient) continue;
    const before = byPatient.get(patient.id)?.beds ?? [];
    byPatient.set(patient.id, { patient, beds: [...before, bed] });
  }
  return [...byPatient.values()].filter(({ beds: held }) => new Set(held.map(({ holder }) => holder?.id)).size > 1);
}
