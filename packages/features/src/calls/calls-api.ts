import { type Entry, stamp } from '@healthcare/domain';
import type { Replica, ShownOn } from '@healthcare/replica';
import { mapped, type NotDone, notSaved, portsIn, replicaApi, type Streamed, streamOf } from '../state/index.ts';
import type { Call, CallAsked } from './call.ts';
import { type HistoryFound, historyOf } from './history/call-history.ts';
import type { SearchTerm } from './history/history-index.ts';
import { ofThisWard } from './ward-calls.ts';

export const callsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Every call of this ward that nobody has closed. Without its raise it has no place to go to: it waits for the server. */
    openCalls: build.query<readonly Call[], void>(
      streamOf((replica, _, ports) => mapped(openIn(replica), (calls) => ofThisWard(ports, calls))),
    ),
    /** The same with those of other wards, which are here with a file that was lent (E7). */
    openCallsHeld: build.query<readonly Call[], void>(streamOf((replica) => openIn(replica))),
    /** Calls about which people said different things, open and closed (C17). */
    disputedCalls: build.query<readonly Call[], void>(
      streamOf((replica, _, ports) =>
        mapped(replica.shelves.calls.watch({ where: { agreement: 'disputed' } }), (calls) => ofThisWard(ports, calls)),
      ),
    ),
    /** Closed calls that were raised at or after this wall time (ms), the latest first. */
    closedSince: build.query<readonly Call[], number>(
      streamOf((replica, sinceMs, ports) =>
        mapped(
          replica.shelves.calls.watch({
            where: { phase: 'closed', raisedAt: { $gte: stamp(sinceMs, 0, '') } },
            sort: [{ phase: 'desc' }, { raisedAt: 'desc' }],
          }),
          (calls) => ofThisWard(ports, calls),
        ),
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
    /** Closed calls of this ward in which every term is found. */
    history: build.query<HistoryFound, readonly SearchTerm[]>({
      ...streamOf((replica, terms: readonly SearchTerm[], ports) =>
        mapped(historyOf(replica).watch(terms), (found) => {
          const rows = ofThisWard(ports, found.rows);
          return rows === found.rows ? found : { ...found, rows };
        }),
      ),
      keepUnusedDataFor: 0,
    }),
    /** The same with those of other wards, which are here with a file that was lent (E7). */
    historyHeld: build.query<HistoryFound, readonly SearchTerm[]>({
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

function openIn({ shelves }: Replica): Streamed<readonly Call[]> {
  return shelves.calls.watch({
    where: { phase: 'open', raisedAt: { $gt: '' } },
    sort: [{ phase: 'asc' }, { raisedAt: 'asc' }],
  });
}

export const {
  useOpenCallsQuery,
  useOpenCallsHeldQuery,
  useClosedSinceQuery,
  useDisputedCallsQuery,
  useCallQuery,
  useShownOnQuery,
  useHistoryQuery,
  useHistoryHeldQuery,
  useActMutation,
} = callsApi;
