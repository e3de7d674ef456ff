import type { PatientView } from '@healthcare/domain/patients';
import { useMemo } from 'react';
import { type LikePatient, likePatients } from './likeness.ts';
import { numberAsCompared, patientRow } from './patient-row.ts';
import { type Patient, usePatientsFoundQuery } from './patients-api.ts';

/** P11: who else is held here and may be this person, or has their name. */
export function useLikePatients(patient: Patient): readonly LikePatient[] {
  const { data: byEn } = usePatientsFoundQuery(nameIn(patient, 'en'));
  const { data: byAr } = usePatientsFoundQuery(nameIn(patient, 'ar'));
  const [one, two, three, four] = ownNumbers(patient);
  const { data: byOne } = usePatientsFoundQuery(one ?? '');
  const { data: byTwo } = usePatientsFoundQuery(two ?? '');
  const { data: byThree } = usePatientsFoundQuery(three ?? '');
  const { data: byFour } = usePatientsFoundQuery(four ?? '');
  return useMemo(() => {
    const found = [byEn, byAr, byOne, byTwo, byThree, byFour].flatMap((data) => data?.rows ?? []);
    const rows = [...new Map(found.map((row) => [row.id, row])).values()];
    return likePatients(patientRow(patient), ownNumbers(patient), rows);
  }, [patient, byEn, byAr, byOne, byTwo, byThree, byFour]);
}

/** Those that belong to one person alone; a phone is shared by a family. */
function ownNumbers({ nationalId, passport, insurance, fileNumber }: PatientView): readonly string[] {
  return [nationalId, passport, insurance, fileNumber].map((one) => numberAsCompared(one ?? '')).filter(Boolean);
}

/** Whom nobody knows is found by no name. */
function nameIn({ identity, given, family }: PatientView, script: 'en' | 'ar'): string {
  return identity === 'unknown' ? '' : `${given[script]} ${family[script]}`.trim();
}
