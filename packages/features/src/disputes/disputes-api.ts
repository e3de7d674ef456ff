import type { Added } from '@healthcare/replica';
import { type NotDone, notSaved, portsIn, replicaApi } from '../state/index.ts';
import { type DisputedKind, settlingBy } from './disputed-documents.ts';

/** Which value of which field is to stand. */
export interface Settling {
  readonly db: DisputedKind;
  readonly document: string;
  readonly field: string;
  readonly value: unknown;
}

/** The shelf of any of the kinds; the domain judges the act. */
interface AnyShelf {
  add(id: string, act: { readonly kind: string; readonly data: object }): Promise<Added>;
}

const disputesApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Decides by an entry of one's own, which knew of both. */
    settle: build.mutation<null, Settling>({
      queryFn: async ({ db, document, field, value }, { extra }) => {
        const shelf = portsIn(extra).replica.shelves[db] as unknown as AnyShelf; // Each shelf takes the act that `settlingBy` names for it.
        try {
          const added = await shelf.add(document, settlingBy(db, field, value));
          return added.ok ? { data: null } : { error: added.refusal satisfies NotDone };
        } catch (error) {
          return { error: notSaved(error) };
        }
      },
    }),
  }),
});

export const { useSettleMutation } = disputesApi;
