import type { PatientView, patientEntries } from '@healthcare/domain/patients';
import type { Act, Held } from '@healthcare/replica';
import { documentsOf, mapped, type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';
import { type PatientsFound, patientBookOf } from './patient-book.ts';

export type { PatientsFound };

/** A patient as this workstation holds them. */
export type Patient = Held<PatientView>;
export type PatientAsked = Act<typeof patientEntries>;

const patientsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** One patient, with the entries; null when this workstation does not hold them. */
    patient: build.query<Patient | null, string>(
      streamOf((replica, id) => mapped(replica.shelves.patients.watchOne(id), (patient) => patient ?? null)),
    ),
    /** Patients held here who are found by what somebody types: name in either script, number, phone. */
    patientsFound: build.query<PatientsFound, string>({
      ...streamOf((replica, text: string) => patientBookOf(replica).watch(text)),
      keepUnusedDataFor: 0,
    }),
    /** P2, P5: patients about whom people said different things while apart: of their facts, or of their allergies. */
    patientsHaving: build.query<readonly Patient[], 'disputed' | 'contradicted'>(
      streamOf((replica, what: 'disputed' | 'contradicted') =>
        documentsOf(replica.shelves.patients, patientBookOf(replica).watchHaving(what)),
      ),
    ),
    /** P8: the other documents of this person that are held here. */
    mergedInto: build.query<readonly Patient[], string>(
      streamOf((replica, id: string) =>
        documentsOf(replica.shelves.patients, patientBookOf(replica).watchMergedInto(id)),
      ),
    ),
    /** Judged by the domain's rules, then saved here; the screens see it through the streams above, before it is sent. */
    patientAct: build.mutation<null, { readonly id: string; readonly act: PatientAsked }>({
      queryFn: async ({ id, act }, { extra }) => {
        try {
          const added = await portsIn(extra).replica.shelves.patients.add(id, act);
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const {
  usePatientQuery,
  useMergedIntoQuery,
  usePatientsFoundQuery,
  usePatientsHavingQuery,
  usePatientActMutation,
} = patientsApi;
