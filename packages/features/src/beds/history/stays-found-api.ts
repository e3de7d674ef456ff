import type { Replica } from '@healthcare/replica';
import { type PatientRow, patientBookOf } from '../../patients/index.ts';
import { replicaApi, type Streamed, streamOf } from '../../state/index.ts';
import { type StaysFound, stayBookOf } from './stay-book.ts';
import type { StaySearch } from './stay-index.ts';

const staysFoundApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Stays that are over and held here, in which every term is found, or whose patient is called so. */
    staysFound: build.query<StaysFound, StaySearch>({
      ...streamOf(found),
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useStaysFoundQuery } = staysFoundApi;

const nobody: ReadonlySet<string> = new Set();

/** Looked for anew when others are called so. */
function found(replica: Replica, search: StaySearch): Streamed<StaysFound> {
  const book = stayBookOf(replica);
  if (search.called === '') return book.watch(search, nobody);
  return {
    subscribe: (next) => {
      let rows: readonly PatientRow[] | null = null;
      let stays: ReturnType<Streamed<StaysFound>['subscribe']> | null = null;
      const people = patientBookOf(replica)
        .watch(search.called)
        .subscribe((now) => {
          if (now.rows === rows) return;
          rows = now.rows;
          stays?.unsubscribe();
          stays = book.watch(search, idsOf(now.rows)).subscribe(next);
        });
      return {
        unsubscribe: () => {
          people.unsubscribe();
          stays?.unsubscribe();
        },
      };
    },
  };
}

const ids = new WeakMap<readonly PatientRow[], ReadonlySet<string>>();

/** The same set for the same answer, so that a screen that asks twice is answered once. */
function idsOf(rows: readonly PatientRow[]): ReadonlySet<string> {
  const known = ids.get(rows) ?? new Set(rows.map(({ id }) => id));
  ids.set(rows, known);
  return known;
}
