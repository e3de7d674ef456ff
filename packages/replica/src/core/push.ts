import type { AnyAggregate } from '@healthcare/domain';
import type { Contact } from './contact.ts';
import type { HeldRow } from './held-row.ts';
import type { Ledger } from './ledger.ts';
import { parcelsOf } from './parcels.ts';
import { type Answer, type KeptRefusal, type Parcel, type Store, type Wire, WireFailure } from './ports.ts';
import type { SetAside } from './set-aside.ts';
import { answered } from './steps.ts';

export interface PushParts {
  readonly aggregate: AnyAggregate;
  readonly store: Store;
  readonly wire: Pick<Wire, 'push'>;
  readonly ledger: Ledger;
  readonly contact: Contact;
  readonly setAside: SetAside;
  readonly pageSize: number;
  readonly onTrouble: (trouble: unknown) => void;
  readonly onChange: () => void;
  readonly onRefused: (refusals: readonly KeptRefusal[]) => void;
  readonly first: () => Promise<void> | undefined;
  /** Of the checkpoint that this replica goes by. */
  readonly lineage: () => string;
}

/** Everything that goes to the server: the unsent entries, a page of documents at a time. */
export class Push {
  readonly #parts: PushParts;
  #running: Promise<void> | undefined;
  #again = false;
  /** Smaller after a request that was too large or failed, so that one bad document is found and set aside. */
  #most: number;
  /** Entries that only a newer server can judge, by document, as it last said. */
  readonly #awaitsServer = new Map<string, number>();

  constructor(parts: PushParts) {
    this.#parts = parts;
    this.#most = parts.pageSize;
  }

  /** How many entries wait for the server to be upgraded. */
  get awaitsServer(): number {
    return [...this.#awaitsServer.values()].reduce((sum, entries) => sum + entries, 0);
  }

  /**
   * Sends until nothing is unsent. Pull first: an answer may only bring documents of the scope that the checkpoint names. Resolves when
   * it has ended, by whomever it was begun.
   */
  async run(): Promise<void> {
    this.#again = true;
    if (!this.#parts.contact.joined) return;
    this.#running ??= this.#sendWhileAsked();
    await this.#running;
  }

  async #sendWhileAsked(): Promise<void> {
    while (this.#again && this.#parts.contact.joined) {
      this.#again = false; // an entry written after the last page was read asks again, and so does another connection
      const { contact, onTrouble, first } = this.#parts;
      const { number } = contact;
      const before = first();
      if (before) await before;
      await this.#sendAll(number).catch((trouble) => onTrouble(contact.since(number, trouble)));
    }
    this.#running = undefined;
  }

  /** The answers to one page are taken while the next one is on its way: the server and the disk here need not wait for each other. */
  async #sendAll(number: number): Promise<void> {
    const { contact, setAside } = this.#parts;
    let taking = nothingToTake;
    try {
      while (contact.joined) {
        // What is sent is read here: what is written from now on is no part of this push.
        const waiting = setAside.waiting();
        const page = await this.#nextPage(new Set([...waiting, ...taking.ids]));
        contact.check(number);
        if (page.parcels.length === 0 && taking === nothingToTake) return this.#nothingLeftBut(waiting);
        const answers = page.parcels.length > 0 ? await this.#send(page.parcels, number) : undefined;
        await taking.done;
        taking = answers ? this.#taking(page, answers, number) : nothingToTake;
      }
    } finally {
      await taking.done;
    }
  }

  async #nextPage(except: ReadonlySet<string>): Promise<Sent> {
    const { ledger, store } = this.#parts;
    const rows = ledger.unsentRows(this.#most, except) ?? (await store.unsent(this.#most, except));
    return { parcels: parcelsOf(rows, this.#most), rows };
  }

  #taking(page: Sent, answers: ReadonlyMap<string, Answer>, number: number): Taking {
    const taken = this.#parts.ledger.alone(() => this.#takeAnswers(page, answers, number));
    const done = taken.then(() => this.#parts.onChange());
    done.catch(() => undefined); // Whoever sends waits for it, later.
    return { ids: page.parcels.map(({ id }) => id), done };
  }

  /** Of a document that was set aside the feed can have told everything since; else it would be tried for ever. */
  #nothingLeftBut(waiting: ReadonlySet<string>): void {
    this.#parts.setAside.keepOnly(waiting);
    for (const id of this.#awaitsServer.keys()) if (!waiting.has(id)) this.#awaitsServer.delete(id);
  }

  async #send(parcels: readonly Parcel[], number: number): Promise<ReadonlyMap<string, Answer>> {
    try {
      const answers = await this.#parts.wire.push(parcels, this.#parts.lineage());
      this.#most = Math.min(this.#parts.pageSize, this.#most * 2);
      return new Map(answers.map((answer) => [answer.id, answer]));
    } catch (trouble) {
      if (trouble instanceof WireFailure && trouble.trouble === 'other-scope') this.#parts.contact.left(number);
      this.#sendLess(parcels, trouble);
      throw trouble;
    }
  }

  /** A document that makes every request fail must not stop the others: halve until it is alone, then set it aside. */
  #sendLess(parcels: readonly Parcel[], trouble: unknown): void {
    const failed = trouble instanceof WireFailure && (trouble.trouble === 'server' || trouble.trouble === 'too-large');
    if (!failed) return;
    this.#most = Math.max(1, Math.floor(parcels.length / 2));
    const [only, ...others] = parcels;
    if (only && others.length === 0) this.#parts.setAside.add(only.id);
  }

  async #takeAnswers({ parcels, rows }: Sent, answers: ReadonlyMap<string, Answer>, number: number): Promise<void> {
    const { aggregate, contact, ledger, store } = this.#parts;
    const scopesOf = (id: string) => rows.filter((row) => row.id === id).flatMap((row) => aggregate.scopes(row));
    const refusals = parcels.flatMap((parcel) => refusalsOf(parcel, answers.get(parcel.id), scopesOf));
    // Kept before the entry leaves the document.
    if (refusals.length > 0) await store.keepRefusals(refusals);
    contact.check(number); // perhaps of another scope; it will be asked again
    await ledger.change(
      parcels.map(({ id }) => id),
      (was, at) => this.#taken(aggregate, was, parcels[at] as Parcel, answers),
    );
    if (refusals.length > 0) this.#parts.onRefused(refusals);
  }

  /** Asked again now and then, as what the server could not look at. */
  #defer(id: string, entries: number): void {
    if (entries > 0) {
      this.#parts.setAside.add(id);
      this.#awaitsServer.set(id, entries);
    } else {
      this.#parts.setAside.done(id);
      this.#awaitsServer.delete(id);
    }
  }

  #taken(
    aggregate: AnyAggregate,
    was: HeldRow | undefined,
    parcel: Parcel,
    answers: ReadonlyMap<string, Answer>,
  ): ReturnType<typeof answered> {
    const answer = answers.get(parcel.id);
    if (!answer || 'failed' in answer) {
      this.#parts.setAside.add(parcel.id);
      return was;
    }
    const { deferred = [] } = answer;
    this.#defer(parcel.id, deferred.length);
    const sent = parcel.entries.map(({ id }) => id).filter((id) => !deferred.includes(id));
    return answered(aggregate, was, sent, answer);
  }
}

/** A page whose answers are being taken; its documents are not sent again meanwhile. */
interface Taking {
  readonly ids: readonly string[];
  readonly done: Promise<void>;
}

const nothingToTake: Taking = { ids: [], done: Promise.resolve() };

/** What was sent, and the documents it was taken from as they were then. */
interface Sent {
  readonly parcels: readonly Parcel[];
  readonly rows: readonly HeldRow[];
}

function refusalsOf(
  parcel: Parcel,
  answer: Answer | undefined,
  scopesOf: (id: string) => readonly string[],
): readonly KeptRefusal[] {
  if (!answer || 'failed' in answer) return [];
  const sent = new Map(parcel.entries.map((entry) => [entry.id, entry]));
  return answer.refused.flatMap((refused) => {
    const was = sent.get(refused.entry);
    return was ? [{ ...refused, document: parcel.id, was, scopes: scopesOf(parcel.id) }] : [];
  });
}
