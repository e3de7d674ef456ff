import type { recordEntries } from '@healthcare/domain/records';
import type { Act } from '@healthcare/replica';
import { type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';
import { type RecordsOfPatient, recordBookOf } from './record-book.ts';

export type RecordAsked = Act<typeof recordEntries>;

const recordsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Files and events of the medical history that are about these documents of one person, the latest recorded first. */
    recordsOf: build.query<RecordsOfPatient, readonly string[]>(
      streamOf((replica, patients: readonly string[]) => recordBookOf(replica).watch(patients)),
    ),
    /** Judged by the domain's rules, then saved here. */
    recordAct: build.mutation<null, { readonly id: string; readonly act: RecordAsked }>({
      queryFn: async ({ id, act }, { extra }) => {
        try {
          const added = await portsIn(extra).replica.shelves.records.add(id, act);
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useRecordsOfQuery, useRecordActMutation } = recordsApi;
