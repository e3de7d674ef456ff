import type { HandoverView, handoverEntries } from '@healthcare/domain/handovers';
import type { StaffEntry } from '@healthcare/domain/staff';
import type { Act, Held } from '@healthcare/replica';
import { mapped, type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';

/** A handover as this workstation holds it. */
export type Handover = Held<HandoverView>;
export type HandoverAsked = Act<typeof handoverEntries>;

/** A week of three shifts: what is older is history. */
const MOST = 21;

const handoversApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** The ward's latest handovers, the latest begun first. */
    handovers: build.query<readonly Handover[], string>(
      streamOf((replica, wardId) =>
        mapped(
          replica.shelves.handovers.watch({
            where: { wardId, begunAt: { $gt: '' } },
            sort: [{ wardId: 'desc' }, { begunAt: 'desc' }],
            limit: MOST,
          }),
          (all) => all.filter(({ state }) => state !== 'none'),
        ),
      ),
    ),
    /** One act after the other on one handover; the first that is not saved ends it. */
    handOver: build.mutation<null, { readonly id: string; readonly acts: readonly HandoverAsked[] }>({
      queryFn: async ({ id, acts }, { extra }) => {
        try {
          for (const act of acts) {
            const added = await portsIn(extra).replica.shelves.handovers.add(id, act);
            if (!added.ok) return { error: added.refusal satisfies NotDone };
          }
          return { data: null };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
    /** On or off duty, of the member with this document. */
    duty: build.mutation<null, { readonly id: string; readonly kind: 'wentOnDuty' | 'leftDuty' }>({
      queryFn: async ({ id, kind }, { extra }) => {
        try {
          const added = await portsIn(extra).replica.shelves.staff.add(id, {
            kind,
            data: {},
          } satisfies Pick<StaffEntry, 'kind' | 'data'>);
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useHandoversQuery, useHandOverMutation, useDutyMutation } = handoversApi;
