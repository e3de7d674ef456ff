import type { AnyAggregate } from '@healthcare/domain';
import { generation, type HeldRow, type KeptCheckpoint, standingIn } from '@healthcare/replica/core';
import type { MapStore } from '@healthcare/replica/map-store';
import type { Broken } from './checks.ts';
import type { SimServer } from './sim-server.ts';

export interface AtEachWriteParts {
  readonly node: string;
  readonly aggregate: AnyAggregate;
  readonly store: MapStore;
  readonly server: Pick<SimServer, 'document' | 'changedSince'>;
  /** The scopes that workstation and server both go by, with nothing on its way that would change them; undefined while they do not agree. */
  readonly agreed: () => readonly string[] | undefined;
  /** What is written is written at once: nothing can change between the decision and the write. */
  readonly atOnce: boolean;
  readonly note: (broken: Broken) => void;
}

type Changed = ReturnType<SimServer['changedSince']>[number];

/**
 * What holds whenever a workstation writes, and not only when all is at rest. Most of what goes wrong there the next contact mends; a
 * workstation that is cut off before shows it for hours.
 */
export class AtEachWrite {
  readonly #parts: AtEachWriteParts;
  /** What has been looked at: up to this place of the feed, under these scopes. */
  #looked = { since: 0, told: '' };

  constructor(parts: AtEachWriteParts) {
    this.#parts = parts;
  }

  /** Told before it is written. */
  writes(rows: readonly HeldRow[], drop: readonly string[]): void {
    const { atOnce, agreed } = this.#parts;
    for (const row of rows) this.#isRight(row);
    const scopes = atOnce ? agreed() : undefined;
    if (!scopes) return;
    for (const row of rows) this.#mayBeHeld(row, scopes);
    for (const id of drop) this.#mayGo(id, scopes);
  }

  /**
   * Told when it is written. A checkpoint says that everything up to its place is here: each document that has not changed since is held as it
   * stands on the server, or not held where it is outside the scopes.
   */
  reached({ since, told }: KeptCheckpoint): void {
    const { aggregate, agreed, note, server } = this.#parts;
    const scopes = agreed();
    if (!scopes || standingIn(scopes) !== told) return;
    const from = this.#looked.told === told ? Math.min(this.#looked.since, since) : 0;
    this.#looked = { since, told };
    for (const change of server.changedSince(aggregate.name, from)) {
      if (change.seq > since) return;
      const wrong = this.#wrongAt(change, scopes);
      if (wrong)
        note({ ...wrong, what: `${wrong.what}, which the server has at ${change.seq}, and has reached ${since}` });
    }
  }

  #wrongAt({ id, doc }: Changed, scopes: readonly string[]): Broken | undefined {
    const { aggregate, node, store } = this.#parts;
    const held = store.held(id);
    const at = `${node} (${aggregate.name})`;
    if (!isOf(aggregate, doc, scopes)) {
      const stays = held && isTheServers(held) && !held.leaving;
      return stays ? { promise: 6, what: `${at} holds ${id} outside ${scopes}` } : undefined;
    }
    const isHere = held && generation(held.rev) >= generation(doc._rev);
    return isHere ? undefined : { promise: 3, what: `${at} lacks ${id}` };
  }

  /** At the revision of the server it is what the server has. What only this workstation knows never leaves. */
  #isRight(row: HeldRow): void {
    const { aggregate, node, note, server, store } = this.#parts;
    const at = `${node} (${aggregate.name}) writes ${row.id}`;
    const before = store.held(row.id);
    const isAnswered = row.unsent.length < (before?.unsent.length ?? 0);
    if (row.leaving && !before?.leaving && generation(row.rev) === 0 && !isAnswered)
      note({ promise: 2, what: `${at} as leaving, which the server has never seen` });
    const stored = isTheServers(row) ? server.document(aggregate.name, row.id) : undefined;
    if (stored?._rev !== row.rev) return;
    const [mine, theirs] = [row.entries, stored.entries];
    if (mine.length === theirs.length && mine.every(({ id }, n) => id === theirs[n]?.id)) return;
    const [here, there] = [mine, theirs].map((entries) => entries.map(({ id }) => id));
    note({ promise: 3, what: `${at} at ${row.rev} with ${here}, the server has ${there}` });
  }

  #mayBeHeld(row: HeldRow, scopes: readonly string[]): void {
    const { aggregate, node, note } = this.#parts;
    if (!isTheServers(row) || row.leaving || isOf(aggregate, row, scopes)) return;
    note({ promise: 6, what: `${node} (${aggregate.name}) writes ${row.id}, which is outside ${scopes}` });
  }

  /** What is held as the server has it, within the scopes, stays. */
  #mayGo(id: string, scopes: readonly string[]): void {
    const { aggregate, node, note, server, store } = this.#parts;
    const [held, stored] = [store.held(id), server.document(aggregate.name, id)];
    if (!held || !stored || held.leaving || held.rev !== stored._rev || !isOf(aggregate, stored, scopes)) return;
    note({ promise: 3, what: `${node} (${aggregate.name}) drops ${id}, which it may hold and the server has` });
  }
}

/** Nothing of its own waits to be sent, and the server has answered for it. */
function isTheServers({ unsent, rev }: HeldRow): boolean {
  return unsent.length === 0 && generation(rev) > 0;
}

function isOf(aggregate: AnyAggregate, document: object, scopes: readonly string[]): boolean {
  return aggregate.scopes(document).some((scope) => scopes.includes(scope));
}
