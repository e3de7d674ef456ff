import type { PatientView } from '@healthcare/domain/patients';
import type { Held } from '@healthcare/replica';
import { useMemo } from 'react';
import { mapped, replicaApi, streamOf } from '../state/index.ts';
import type { Stay } from './stays-api.ts';

/** A patient's document as this workstation holds it. */
export type BedPatient = Held<PatientView>;

/** By id; only those that are held here. */
export type PatientsById = Readonly<Record<string, BedPatient>>;

const bedPatientsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** The documents of these patients; the ids are parted by spaces, in order, so that the same people are one question. */
    bedPatients: build.query<PatientsById, string>(
      streamOf((replica, ids: string) =>
        mapped(replica.shelves.patients.watchMany(ids.split(' ')), (found) =>
          Object.fromEntries(found.filter(({ state }) => state !== 'none').map((patient) => [patient.id, patient])),
        ),
      ),
    ),
  }),
});

const nobody: PatientsById = {};

/** Who the patients of these stays are, as far as it is known here, and the documents into which theirs were merged (P8). */
export function useBedPatients(stays: readonly Pick<Stay, 'patientId'>[]): PatientsById {
  const own = useMemo(() => stays.map(({ patientId }) => patientId).filter(Boolean), [stays]);
  const { data: first = nobody } = usePatients(own);
  const all = useMemo(() => {
    const merged = mergedInto(first);
    return merged.length > 0 ? [...own, ...merged] : own; // the same list is the same question
  }, [own, first]);
  return usePatients(all).data ?? first;
}

/** The document that goes on for this patient. Undefined: none is held here, and the stay has a name only. */
export function patientOf({ patientId }: Pick<Stay, 'patientId'>, patients: PatientsById): BedPatient | undefined {
  const known = patients[patientId];
  return (known?.mergedInto && patients[known.mergedInto]) || known;
}

function usePatients(ids: readonly string[]) {
  const asked = useMemo(() => [...new Set(ids)].sort().join(' '), [ids]);
  return bedPatientsApi.useBedPatientsQuery(asked, { skip: ids.length === 0 });
}

function mergedInto(patients: PatientsById): readonly string[] {
  return Object.values(patients)
    .map((patient) => patient.mergedInto)
    .filter(Boolean);
}
