import type { Entry } from '@healthcare/domain';
import type { Added, KnownRefusal, Replica } from '@healthcare/replica';
import { type NotDone, notSaved, portsIn, replicaApi } from '../state/index.ts';

/** A new attempt at what was refused, with data that somebody has looked at again. */
export interface Resending {
  readonly refusal: KnownRefusal;
  readonly data: Entry['data'];
}

/** Any shelf, for who sends again what was refused of any kind of data; the domain judges its shape. */
interface AnyShelf {
  add(id: string, act: { readonly kind: string; readonly data: object; readonly instead: string }): Promise<Added>;
}

const refusalsApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    dismissRefusal: build.mutation<null, { readonly id: string; readonly note: string }>({
      queryFn: ({ id, note }, { extra }) => done(() => portsIn(extra).replica.dismissRefusal(id, note)),
    }),
    /** Judged by the domain's rules as it stands now, then saved here in place of the refused one. */
    resend: build.mutation<null, Resending>({
      queryFn: ({ refusal: { db, document, entry }, data }, { extra }) => {
        const shelf = shelfIn(portsIn(extra).replica, db);
        return done(() => shelf.add(document, { kind: entry.kind, data, instead: entry.id }));
      },
    }),
  }),
});

export const { useDismissRefusalMutation, useResendMutation } = refusalsApi;

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: NotDone };

async function done(work: () => Promise<Answer>): Promise<{ data: null } | { error: NotDone }> {
  try {
    const answer = await work();
    return answer.ok ? { data: null } : { error: answer.refusal };
  } catch (error) {
    return { error: notSaved(error) };
  }
}

function shelfIn({ shelves }: Replica, db: KnownRefusal['db']): AnyShelf {
  return shelves[db] as unknown as AnyShelf; // A refused entry is of a kind that its shelf takes, or the domain says no.
}
