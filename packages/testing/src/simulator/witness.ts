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

/** A sign-in, as it was given and as it was taken away. */
export interface Grant {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Taken away then, wall ms, and how many things had been tried when that was sure. */
  readonly revoked?: { readonly atMs: number; readonly order: number };
}

/** Looks on while a schedule runs: what was called saved, what authors saw, and what reached a workstation that may not have it. */
export class Witness {
  /** Entries that a screen called saved. */
  readonly saved = new Set<string>();
  readonly #tried = new Map<string, Tried>();
  readonly #saw = new Map<string, readonly string[] | undefined>();
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #grants = new Map<string, Grant>();
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

  grant(grant: string): Grant | undefined {
    return this.#grants.get(grant);
  }

  signedIn({ grant, issuedAt, expiresAt }: Session): void {
    this.#grants.set(grant, { fromMs: Date.parse(issuedAt), untilMs: Date.parse(expiresAt) });
  }

  /** The server's disk has it. */
  revoked(grant: string, atMs: number): void {
    const known = this.#grants.get(grant);
    if (known) this.#grants.set(grant, { revoked: { atMs, order: this.#tried.size }, ...known });
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
