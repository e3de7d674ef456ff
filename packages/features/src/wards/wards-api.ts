import { type WardEntry, type WardView, wardPageId } from '@healthcare/domain/wards';
import type { Held } from '@healthcare/replica';
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
    /** Opens the ward's page with its first change. */
    changeWard: build.mutation<
      null,
      { readonly wardId: string; readonly opened: boolean; readonly change: WardChange }
    >({
      queryFn: async ({ wardId, opened, change }, { extra }) => {
        const { wards } = portsIn(extra).replica.shelves;
        try {
          const id = wardPageId(wardId);
          const first = opened ? null : await wards.add(id, { kind: 'opened', data: { wardId } });
          if (first && !first.ok) return { error: first.refusal satisfies NotDone };
          const added = await wards.add(id, { kind: 'amended', data: change });
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useWardPagesQuery, useChangeWardMutation } = wardsApi;
