import type { EmergencyView, emergencyEntries } from '@healthcare/domain/emergencies';
import type { PatientView } from '@healthcare/domain/patients';
import type { Act, Held } from '@healthcare/replica';
import { mapped, type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';

/** An emergency access as this workstation holds it. */
export type Emergency = Held<EmergencyView>;
export type EmergencyAsked = Act<typeof emergencyEntries>;

/** Whose file it is, as far as it is held here. */
export type FileHeld = Pick<Held<PatientView>, 'id' | 'family' | 'given' | 'wards'>;

/** All that this workstation holds: those of the people who work at it, and what is to be reviewed. */
const every = { where: { review: { $gt: '' } } } as const;

const emergenciesApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Those that this person asked for, the latest first. */
    ownEmergencies: build.query<readonly Emergency[], string>(
      streamOf((replica, user) =>
        // Who asked lies sealed: only what is indexed can be asked for.
        mapped(replica.shelves.emergencies.watch(every), (all) =>
          latestFirst(all.filter(({ askedBy }) => askedBy === user)),
        ),
      ),
    ),
    /** Those that are held here for review, the latest first. */
    emergenciesToReview: build.query<readonly Emergency[], void>(
      streamOf((replica) => mapped(replica.shelves.emergencies.watch(every), (all) => latestFirst(all))),
    ),
    /** Null where this workstation does not hold the patient. */
    fileHeld: build.query<FileHeld | null, string>(
      streamOf((replica, id) =>
        mapped(replica.shelves.patients.watchOne(id), (patient) =>
          patient?.state === 'none' ? null : (patient ?? null),
        ),
      ),
    ),
    /** Judged by the domain's rules, then saved here. */
    emergencyAct: build.mutation<null, { readonly id: string; readonly act: EmergencyAsked }>({
      queryFn: async ({ id, act }, { extra }) => {
        try {
          const added = await portsIn(extra).replica.shelves.emergencies.add(id, act);
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useOwnEmergenciesQuery, useEmergenciesToReviewQuery, useFileHeldQuery, useEmergencyActMutation } =
  emergenciesApi;

function latestFirst(all: readonly Emergency[]): readonly Emergency[] {
  return all.toSorted((a, b) => b.askedAt.localeCompare(a.askedAt));
}
