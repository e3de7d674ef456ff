import type { HandoverView } from '@healthcare/domain/handovers';
import type { Held } from '@healthcare/replica';
import { documentsOf, replicaApi, streamOf } from '../state/index.ts';
import { type HeldStay, stayBookOf } from './stay-book.ts';

const fileApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** The stays of these documents of one person, with their entries. */
    staysOf: build.query<readonly HeldStay[], readonly string[]>(
      streamOf((replica, patients: readonly string[]) =>
        documentsOf(replica.shelves.stays, stayBookOf(replica).watch(patients)),
      ),
    ),
    /** Handovers of a ward since a stamp, for what they say of a stay. */
    handoversSince: build.query<readonly Held<HandoverView>[], { readonly wardId: string; readonly since: string }>(
      streamOf((replica, { wardId, since }: { readonly wardId: string; readonly since: string }) =>
        replica.shelves.handovers.watch({ where: { wardId, begunAt: { $gte: since } } }),
      ),
    ),
  }),
});

export const { useStaysOfQuery, useHandoversSinceQuery } = fileApi;
