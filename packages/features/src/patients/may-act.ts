import { mayAct, type Person } from '@healthcare/domain';
import { type PatientAct, patientRights } from '@healthcare/domain/patients';

/** The rights table, asked for an act on a patient of these wards; for a registration, the ward it is made in. */
export function mayActOnPatient(act: PatientAct, person: Person, wards: readonly string[]): boolean {
  return mayAct(patientRights, act, person.role, { own: false, ward: wards.some((one) => person.wards.includes(one)) });
}
