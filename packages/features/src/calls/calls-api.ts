import { type Entry, stamp } from '@healthcare/domain';
import type { ShownOn } from '@healthcare/replica';
import { mapped, type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';
import type { Call, CallAsked } from './call.ts';
import { type HistoryFound, historyOf } from './history/call-history.ts';
import type { SearchTerm } from './history/history-index.ts';

export const callsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Every call that nobody has closed. Without its raise it has no place to go to: it waits for the server. */
    openCalls: build.query<readonly Call[], void>(
      streamOf((replica) =>
        replica.shelves.calls.watch({
          where: { phase: 'open', raisedAt: { $gt: '' } },
          sort: [{ phase: 'asc' }, { raisedAt: 'asc' }],
        }),
      ),
    ),
    /** Calls about which people said different things, open and closed (C17). */
    disputedCalls: build.query<readonly Call[], void>(
      streamOf((replica) => replica.shelves.calls.watch({ where: { agreement: 'disputed' } })),
    ),
    /** Closed calls that were raised at or after this wall time (ms), the latest first. */
    closedSince: build.query<readonly Call[], number>(
      streamOf((replica, sinceMs) =>
        replica.shelves.calls.watch({
          where: { phase: 'closed', raisedAt: { $gte: stamp(sinceMs, 0, '') } },
          sort: [{ phase: 'desc' }, { raisedAt: 'desc' }],
        }),
      ),
    ),
    /** One call, with its entries; null when this workstation does not hold it. */
    call: build.query<Call | null, string>(
      streamOf((replica, id) => mapped(replica.shelves.calls.watchOne(id), (call) => call ?? null)),
    ),
    /** Per call, on how many stations of the ward it is shown. */
    shownOn: build.query<Readonly<Record<string, ShownOn>>, void>(
      streamOf((replica) => mapped(replica.shownOn, (shown) => Object.fromEntries(shown))),
    ),
    /** Closed calls in which every term is found. */
    history: build.query<HistoryFound, readonly SearchTerm[]>({
      ...streamOf((replica, terms: readonly SearchTerm[]) => historyOf(replica).watch(terms)),
      keepUnusedDataFor: 0,
    }),
    /** Judged by the domain's rules, then saved here; the screens see it through the streams above, before it is sent. */
    act: build.mutation<Entry, { readonly id: string; readonly act: CallAsked }>({
      queryFn: async ({ id, act }, { extra }) => {
        try {
          const added = await portsIn(extra).replica.shelves.calls.add(id, act);
          return added.ok ? { data: added.entry } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const {
  useOpenCallsQuery,
  useClosedSinceQuery,
  useDisputedCallsQuery,
  useCallQuery,
  useShownOnQuery,
  useHistoryQuery,
  useActMutation,
} = callsApi;
