import { type WardEntry, type WardView, type wardEntries, wardPageId } from '@healthcare/domain/wards';
import type { StationsOfWard } from '@healthcare/protocol';
import type { Act, Held, Shelves } from '@healthcare/replica';
import { mapped, type NotDone, notSaved, portsIn, replicaApi, streamOf } from '../state/index.ts';

/** What a ward has decided about itself, as this workstation holds it. */
export type WardPage = Held<WardView>;

/** By ward; a ward that has decided nothing is not in it. */
export type WardPages = Readonly<Record<string, WardPage>>;

/** What is to be changed. */
export type WardChange = Extract<WardEntry, { kind: 'amended' }>['data'];

const wardsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    wardPages: build.query<WardPages, void>(
      streamOf((replica) =>
        mapped(replica.shelves.wards.watch({}), (pages) =>
          Object.fromEntries(pages.filter(({ wardId }) => wardId).map((page) => [page.wardId, page])),
        ),
      ),
    ),
    /** The ward's workstations as the server tells them; null while it is not heard. */
    wardStations: build.query<StationsOfWard | null, void>(streamOf((replica) => replica.wardStations)),
    /** Opens the ward's page with its first change. */
    changeWard: build.mutation<null, Page & { readonly change: WardChange }>({
      queryFn: ({ wardId, opened, change }, { extra }) =>
        done(portsIn(extra).replica.shelves.wards, { wardId, opened }, { kind: 'amended', data: change }),
    }),
    /** W7: this workstation is the primary one from now on. */
    takePrimary: build.mutation<null, Page>({
      queryFn: (page, { extra }) =>
        done(portsIn(extra).replica.shelves.wards, page, { kind: 'primaryTaken', data: {} }),
    }),
  }),
});

export const { useWardPagesQuery, useWardStationsQuery, useChangeWardMutation, useTakePrimaryMutation } = wardsApi;

/** A ward's page, and whether anything stands on it yet. */
interface Page {
  readonly wardId: string;
  readonly opened: boolean;
}

async function done(
  wards: Shelves['wards'],
  { wardId, opened }: Page,
  act: Act<typeof wardEntries>,
): Promise<{ data: null } | { error: NotDone }> {
  try {
    const id = wardPageId(wardId);
    const first = opened ? null : await wards.add(id, { kind: 'opened', data: { wardId } });
    if (first && !first.ok) return { error: first.refusal satisfies NotDone };
    const added = await wards.add(id, act);
    return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
  } catch (error) {
    return { error: notSaved(error) };
  }
}
