import type { RefusedHere } from '@healthcare/replica';
import { mapped, type NotDone, portsIn, replicaApi, streamOf } from '../state/index.ts';

const refusalsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Everything the server did not accept from this workstation, the latest first, dismissed ones included. */
    refusals: build.query<readonly RefusedHere[], void>(
      streamOf((replica) => mapped(replica.refusals, (all) => all.toSorted((a, b) => b.toldMs - a.toldMs))),
    ),
    dismissRefusal: build.mutation<null, string>({
      queryFn: async (entryId, { extra }) => {
        try {
          await portsIn(extra).replica.dismissRefusal(entryId);
          return { data: null };
        } catch {
          return { error: { code: 'here/not-saved' } satisfies NotDone };
        }
      },
    }),
  }),
});

export const { useRefusalsQuery, useDismissRefusalMutation } = refusalsApi;
