import type { AnyAggregate, Person } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import type { HeldRow, Outcome } from '@healthcare/replica/core';
import type { Broken } from './checks.ts';

/** Who tried to do something, where, and as whom. */
export interface Tried {
  readonly database: string;
  readonly node: string;
  readonly person: Person;
  /** How many things were tried before it. */
  readonly order: number;
}

/** Looks on while a schedule runs: what was called saved, what authors saw, and what reached a workstation that may not have it. */
export class Witness {
  /** Entries that a screen called saved. */
  readonly saved = new Set<string>();
  readonly #tried = new Map<string, Tried>();
  readonly #saw = new Map<string, readonly string[] | undefined>();
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  #broken: Broken | undefined;
  #given = 0;

  constructor(aggregates: readonly AnyAggregate[]) {
    this.#aggregates = new Map(aggregates.map((aggregate) => [aggregate.name, aggregate]));
  }

  /** The first thing that should never have been seen. */
  get broken(): Broken | undefined {
    return this.#broken;
  }

  /** How many documents the server has given away. */
  get documentsGiven(): number {
    return this.#given;
  }

  saw(entry: string): readonly string[] | undefined {
    return this.#saw.get(entry);
  }

  triedBy(entry: string): Tried | undefined {
    return this.#tried.get(entry);
  }

  tried(entry: string, tried: Omit<Tried, 'order'>): void {
    this.#tried.set(entry, { ...tried, order: this.#tried.size });
  }

  /** A double click has to have the same answer twice. */
  answered(entry: string, outcomes: readonly Outcome[]): void {
    const saved = outcomes.filter((outcome) => outcome.ok);
    if (saved.length > 0) this.saved.add(entry);
    if (new Set(saved.map((outcome) => outcome.entry.at)).size > 1)
      this.note({ promise: 4, what: `${entry}, asked for twice, was made twice` });
  }

  /**
   * What stands in a document when an entry is written into it. One that the journal gives back, before anybody sees a screen, was
   * written in an earlier life, and nobody looked on.
   */
  written({ entries, unsent }: HeldRow, onScreen: boolean): void {
    const ids = onScreen ? entries.map((entry) => entry.id) : undefined;
    for (const id of unsent) if (!this.#saw.has(id)) this.#saw.set(id, ids);
  }

  /** Promise 6: looks at every document that the server gives to a session. */
  given(database: string, { user, scopes }: Session, documents: readonly object[]): void {
    this.#given += documents.length;
    const aggregate = this.#aggregates.get(database);
    const leaked = documents.find((document) => !aggregate?.scopes(document).some((scope) => scopes.includes(scope)));
    if (leaked) this.note({ promise: 6, what: `${user}, who may hold ${scopes}, was given ${JSON.stringify(leaked)}` });
  }

  note(broken: Broken): void {
    this.#broken ??= broken;
  }
}
