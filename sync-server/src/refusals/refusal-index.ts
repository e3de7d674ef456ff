import type { RefusedAct } from '@healthcare/domain';
import { type KeptRefusal, refusalIdOf } from '@healthcare/protocol';

/** What has to be known of a refusal without reading it. */
export interface IndexedRefusal extends RefusedAct {
  readonly id: string;
  /** ISO 8601 instant. */
  readonly refusedAt: string;
  readonly waits: boolean;
  /** The refusal that this one was a new attempt at (F6). */
  readonly instead: string | undefined;
}

/** Every refusal there is, some hundred bytes each: a list is asked for at every sign-in and must not read them all. */
export class RefusalIndex {
  readonly #all = new Map<string, IndexedRefusal>();

  put({ db, entry, code, scopes, refusedAt, handled }: KeptRefusal): void {
    const id = refusalIdOf({ db, entry: entry.id, code });
    const instead = entry.instead === undefined ? undefined : `${db}|${entry.instead}`;
    this.#all.set(id, { id, author: entry.by.user, scopes, refusedAt, waits: handled.length === 0, instead });
  }

  get(id: string): IndexedRefusal | undefined {
    return this.#all.get(id);
  }

  /** F6: this refusal, and those it was made in place of. */
  withEarlier(id: string): readonly IndexedRefusal[] {
    const found = new Map<string, IndexedRefusal>();
    const look = (key: string) => {
      const one = this.#all.get(key);
      if (!one || found.has(key)) return;
      found.set(key, one);
      if (one.instead === undefined) return;
      look(one.instead);
      look(`${one.instead}|altered`);
    };
    look(id);
    return [...found.values()];
  }

  /** The newest of those that wait, and of those that do not. */
  newest(sees: (one: IndexedRefusal) => boolean, most: { readonly waiting: number; readonly handled: number }) {
    const seen = [...this.#all.values()].filter(sees).sort((a, b) => (a.refusedAt < b.refusedAt ? 1 : -1));
    const waiting = seen.filter(({ waits }) => waits);
    const handled = seen.filter(({ waits }) => !waits);
    const told = [...waiting.slice(0, most.waiting), ...handled.slice(0, most.handled)];
    return { ids: told.map(({ id }) => id), more: told.length < seen.length };
  }
}
