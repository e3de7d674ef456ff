import { type WardShown, WardsShown } from '@healthcare/protocol';
import { portsIn, replicaApi } from '../../state/index.ts';

/** The wards as the server last told of them; `toldMs`: when, on its clock. Null: it could not be asked since somebody came. */
export interface WardsTold {
  readonly wards: readonly WardShown[];
  readonly toldMs: number;
  /** The last question was not answered: what stands here is as old as it says. */
  readonly isOld: boolean;
}

const wardsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Beds of every ward in numbers. A question that is not answered keeps the answer before it, marked as old. */
    wards: build.query<WardsTold | null, void>({
      queryFn: async (_, { extra, getState }) => {
        const answer = await portsIn(extra).server.ask('/api/wards', { shape: WardsShown });
        if (answer.ok) return { data: { wards: answer.value.wards, toldMs: answer.value.nowMs, isOld: false } };
        const before = wardsBefore(getState());
        return { data: before && { ...before, isOld: true } };
      },
      keepUnusedDataFor: 3600,
    }),
  }),
});

export const { useWardsQuery } = wardsApi;

function wardsBefore(state: unknown): WardsTold | null {
  const select = wardsApi.endpoints.wards.select();
  return select(state as Parameters<typeof select>[0]).data ?? null; // The store of every page has this reducer.
}
