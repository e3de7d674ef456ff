import type { AnyAggregate, Entry, Person, Refusal } from '@healthcare/domain';
import type { ChangeRow, ChangesPage, PushAnswer } from '@healthcare/protocol';
import { type Answer, type Checkpoint, type Page, type Parcel, type Row, WireFailure } from '@healthcare/replica/core';
import { answersFrom, pageFrom, rowsFrom } from '@healthcare/replica/rows';
import { answerFor, rowFor, type StoredDocument, unite } from '@healthcare/sync-server/unite';
import type { Random } from './random.ts';

type Saved = StoredDocument & { readonly _rev: string };

/** Who asks: what they may hold. */
export interface Caller {
  readonly scopes: readonly string[];
}

export interface SimServerParts {
  readonly aggregate: AnyAggregate;
  readonly random: Random;
  readonly now: () => number;
  readonly authorOf: (entry: Entry) => Person | Refusal;
  /** Share of pushes that fail as a whole or for one document, 0…1. */
  readonly faults: number;
}

/** The server's rules on a Map: `unite`, the feed with its lineage, and refusals; what the real gateway wraps in a store and HTTP. */
export class SimServer {
  readonly documents = new Map<string, Saved>();
  readonly refusals = new Map<string, Refusal>();
  onChange: (rowFor: (caller: Caller) => readonly Row[]) => void = () => {};
  readonly #parts: SimServerParts;
  readonly #seqOf = new Map<string, number>();
  #seq = 0;
  #calm = false;

  constructor(parts: SimServerParts) {
    this.#parts = parts;
  }

  /** No more faults of its own. */
  calm(): void {
    this.#calm = true;
  }

  push(parcels: readonly Parcel[], caller: Caller): readonly Answer[] {
    const { random, faults } = this.#parts;
    const mood = this.#calm ? 1 : random.next();
    if (mood < faults) throw new WireFailure('server', 'server/failed');
    return answersFrom(
      parcels.map((parcel, at) =>
        parcel.entries.length === 0 || (mood < 2 * faults && at === 0)
          ? { id: parcel.id, error: 'bad_request', reason: 'no entries, or a bad moment' }
          : this.#united(parcel, caller),
      ),
    );
  }

  #united({ id, rev, entries }: Parcel, { scopes }: Caller): PushAnswer {
    const { aggregate, authorOf, now } = this.#parts;
    const before = this.documents.get(id);
    const court = { authorOf, refusedBefore: (entry: string) => this.refusals.get(entry), nowMs: now() };
    const { next, refused } = unite(aggregate, before, { id, rev, entries }, court);
    for (const { entry, refusal } of refused) this.refusals.set(entry.id, refusal);
    if (next) this.#save(id, { ...next, _rev: `${Number.parseInt(before?._rev ?? '0', 10) + 1}-x` });
    const told = refused.map(({ entry, refusal }) => ({ entry: entry.id, ...refusal }));
    const answer = { before, now: this.documents.get(id), refused: told };
    return answerFor(aggregate, { id, rev, entries }, answer, scopes);
  }

  #save(id: string, saved: Saved): void {
    this.#seq += 1;
    this.documents.set(id, saved);
    this.#seqOf.delete(id); // behind all others
    this.#seqOf.set(id, this.#seq);
    const change = { seq: this.#seq, id, doc: saved };
    this.onChange(({ scopes }) => rowsFrom(present(rowFor(this.#parts.aggregate, change, scopes, 0))));
  }

  changes(at: Checkpoint | undefined, limit: number, { scopes }: Caller): Page {
    const scope = [...scopes].sort().join('+');
    const [began = '', under] = (at?.lineage ?? '').split('.');
    const restarted = under !== scope;
    const base = restarted ? String(this.#seq) : began;
    const page = this.#rowsAfter(restarted ? 0 : (at?.since ?? 0), limit, { scopes, base: Number(base) });
    return pageFrom({ ...page, lineage: `${base}.${scope}`, restarted } satisfies ChangesPage);
  }

  newest(limit: number, { scopes }: Caller): Page['rows'] {
    const latest = [...this.#seqOf].reverse().slice(0, limit);
    const rows = latest.flatMap(([id, seq]) => {
      const doc = this.documents.get(id) as Saved; // Every id that has a sequence was saved.
      return present(rowFor(this.#parts.aggregate, { seq, id, doc }, scopes, Number.POSITIVE_INFINITY));
    });
    return rowsFrom(rows);
  }

  #rowsAfter(since: number, limit: number, { scopes, base }: Caller & { readonly base: number }) {
    const results: ChangeRow[] = [];
    let last = since;
    for (const [id, seq] of this.#seqOf) {
      if (seq <= since) continue;
      if (results.length >= limit) return { results, last_seq: last, pending: this.#seq - last };
      const doc = this.documents.get(id) as Saved; // Every id that has a sequence was saved.
      results.push(...present(rowFor(this.#parts.aggregate, { seq, id, doc }, scopes, base)));
      last = seq;
    }
    return { results, last_seq: last, pending: 0 };
  }
}

function present<One>(one: One | undefined): readonly One[] {
  return one === undefined ? [] : [one];
}
