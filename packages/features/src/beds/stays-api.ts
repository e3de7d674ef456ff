import type { StayView, stayEntries } from '@healthcare/domain/stays';
import type { Act, Held } from '@healthcare/replica';
import { type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';

/** A stay as this workstation holds it. */
export type Stay = Held<StayView>;
export type StayAsked = Act<typeof stayEntries>;

const staysApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Every stay that is not over: asked for, held or declined; the earliest asked for first. */
    currentStays: build.query<readonly Stay[], void>(
      streamOf((replica) =>
        replica.shelves.stays.watch({ where: { phase: 'current' }, sort: [{ phase: 'asc' }, { askedAt: 'asc' }] }),
      ),
    ),
    /** Every stay held here, those that are over as well: for figures, not for a board. */
    allStays: build.query<readonly Stay[], void>(streamOf((replica) => replica.shelves.stays.watch({}))),
    /** Judged by the domain's rules, then saved here; the arbiter's answer comes through the stream above. */
    stayAct: build.mutation<null, { readonly id: string; readonly act: StayAsked }>({
      queryFn: async ({ id, act }, { extra }) => {
        try {
          const added = await portsIn(extra).replica.shelves.stays.add(id, act);
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useAllStaysQuery, useCurrentStaysQuery, useStayActMutation } = staysApi;
