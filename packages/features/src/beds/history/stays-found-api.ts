import { replicaApi, streamOf } from '../../state/index.ts';
import { type StaysFound, stayBookOf } from './stay-book.ts';
import type { StaySearch } from './stay-index.ts';

const staysFoundApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Stays that are over and held here, in which every term is found. */
    staysFound: build.query<StaysFound, StaySearch>({
      ...streamOf((replica, search: StaySearch) => stayBookOf(replica).watch(search)),
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useStaysFoundQuery } = staysFoundApi;
