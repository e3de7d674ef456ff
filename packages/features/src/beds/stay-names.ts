import { useWords } from '@healthcare/ui';
import { useMemo } from 'react';
import { patientLabel } from '../patients/index.ts';
import { patientOf, useBedPatients } from './bed-patients.ts';
import type { Stay } from './stays-api.ts';

type Called = Pick<Stay, 'patient' | 'patientId'>;
type NameOf = (stay: Called) => string;

/** How the patients of these stays are called in the language in force, as their files say; without a file, as the bed was asked for. */
export function useStayNames(stays: readonly Called[]): NameOf {
  const { language } = useWords('beds');
  const patients = useBedPatients(stays);
  return useMemo(
    () => (stay) => {
      const file = patientOf(stay, patients);
      return (file && patientLabel(file, language)) || stay.patient;
    },
    [patients, language],
  );
}

/** The same for one. */
export function useStayName(stay: Called): string {
  return useStayNames(useMemo(() => [stay], [stay]))(stay);
}
