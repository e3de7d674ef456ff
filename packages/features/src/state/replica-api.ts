import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query/react';

/** Why an act was not done here. `code` is the domain's, or `here/not-saved` and `here/disk-full` when this workstation could not write. */
export interface NotDone {
  readonly code: string;
  readonly about?: string;
}

/** The only bridge between data and screens; features add their endpoints to it. */
export const replicaApi = createApi({
  reducerPath: 'replica',
  baseQuery: fakeBaseQuery<NotDone>(),
  endpoints: () => ({}),
});
