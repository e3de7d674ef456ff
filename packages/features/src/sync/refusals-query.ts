import type { KnownRefusal } from '@healthcare/replica';
import { replicaApi, streamOf } from '../state/index.ts';

const refusalsQuery = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** What the server did not accept, as far as this person may know: waiting or handled, the latest first. */
    refusals: build.query<readonly KnownRefusal[], void>(streamOf((replica) => replica.refusals)),
  }),
});

export const { useRefusalsQuery } = refusalsQuery;
