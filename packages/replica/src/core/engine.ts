import {
  type AnyAggregate,
  canonical,
  type Entry,
  heads,
  judge,
  type Person,
  type Refusal,
  refusal,
  type Signer,
  signedText,
} from '@healthcare/domain';
import { Contact } from './contact.ts';
import type { HeldRow } from './held-row.ts';
import { Ledger, type UnsentTotal } from './ledger.ts';
import type { Journal, KeptRefusal, Row, Store, Wire } from './ports.ts';
import { type Progress, Pull } from './pull.ts';
import { Push } from './push.ts';
import { SetAside } from './set-aside.ts';
import type { StampClock } from './steady-clock.ts';
import { add } from './steps.ts';

export interface EngineParts {
  readonly aggregate: AnyAggregate;
  readonly store: Store;
  readonly journal: Journal;
  readonly wire: Wire;
  readonly clock: StampClock;
  /** Wall ms; only for how long a document is set aside. */
  readonly now: () => number;
  /** 0…1, spreads waits. */
  readonly random: () => number;
  /** Documents in one page of the feed, and most in one push. */
  readonly pageSize?: number;
  /** What the session may hold, as far as this workstation was told. When it changes, `connected` is called. */
  readonly scopes: () => readonly string[];
  /** Told of every request or write that failed; `ContactChanged` is none that anybody has to mend. */
  readonly onTrouble?: (trouble: unknown) => void;
  /** The state of sync may be another now. */
  readonly onChange?: () => void;
  readonly onRefused?: (refusals: readonly KeptRefusal[]) => void;
  /** What has to be tried before anything of this database is sent; undefined when there is nothing. Never rejects. */
  readonly first?: () => Promise<void> | undefined;
}

/** Signs a text, as base64url. */
export type Sign = (text: string) => string | Promise<string>;

/** Somebody's act, as it comes from a screen. */
export interface Intent {
  /** Made with the intent: a second time with the same id changes nothing, and with other content it is refused. */
  readonly entryId: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: Signer;
  /** Signs in the author's name (G1). Without it the server believes nobody made it. */
  readonly sign?: Sign | undefined;
  /** The refused entry that this one is made in place of. */
  readonly instead?: string | undefined;
  /** Judged by the domain's rules before it is saved; without it, only the server judges. */
  readonly author?: Person;
}

export type Outcome = { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly refusal: Refusal };

const PAGE_SIZE = 1000;

/** One database of a workstation: what its people do, what the server sends, and what is still to be sent. */
export class Engine {
  readonly #parts: EngineParts;
  readonly #contact = new Contact();
  readonly #ledger: Ledger;
  readonly #setAside: SetAside;
  readonly #pull: Pull;
  readonly #push: Push;
  readonly #pushBy: (wire: Pick<Wire, 'push'>) => Push;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#ledger = new Ledger(parts);
    this.#setAside = new SetAside(parts.now, parts.random);
    const shared = {
      ...parts,
      contact: this.#contact,
      ledger: this.#ledger,
      pageSize: parts.pageSize ?? PAGE_SIZE,
      onTrouble: parts.onTrouble ?? (() => {}),
      onChange: parts.onChange ?? (() => {}),
      onRefused: parts.onRefused ?? (() => {}),
      first: parts.first ?? (() => undefined),
    };
    this.#pull = new Pull(shared);
    this.#pushBy = (wire) => new Push({ ...shared, wire, setAside: this.#setAside, lineage: () => this.#pull.lineage });
    this.#push = this.#pushBy(parts.wire);
  }

  /** Everything up to now was pulled, and live rows are taken as they come. */
  get joined(): boolean {
    return this.#contact.joined;
  }

  get progress(): Progress | null {
    return this.#pull.progress;
  }

  get unsent(): UnsentTotal {
    return this.#ledger.unsent;
  }

  /** Entries of this workstation that wait for the server to be upgraded. */
  get awaitsServer(): number {
    return this.#push.awaitsServer;
  }

  /**
   * Tries to hand in what waits here; undefined when nothing does. Resolves when the server has it, or when this attempt has failed: then it
   * is tried again by itself, and nobody has to wait for that.
   */
  handIn(): Promise<void> | undefined {
    return this.#ledger.unsent.entries > 0 ? this.#handIn() : undefined;
  }

  async #handIn(): Promise<void> {
    if (this.#contact.online && !this.#contact.joined) await this.#pull.run();
    await this.#push.run();
  }

  /** Rows written since the start. */
  get written(): number {
    return this.#ledger.written;
  }

  /** How long until a document that was set aside is to be tried again, ms; null when there is none. */
  get nextTryInMs(): number | null {
    return this.#setAside.nextInMs();
  }

  /** Reads what was left unsent; once, before anything else. Answers how many entries the store had lost and the journal gave back. */
  begin(): Promise<number> {
    return this.#ledger.begin();
  }

  /** Saves an act. Resolves when journal and store have it; sending goes on behind. Rejects: nothing was saved. */
  async add(id: string, intent: Intent): Promise<Outcome> {
    const outcome = await this.#ledger.alone(() => this.#save(id, intent));
    void this.#push.run(); // First: whoever is told of the change paints it. Its troubles are told to onTrouble.
    this.#parts.onChange?.();
    return outcome;
  }

  /** Rows that the server sent by itself. */
  live(rows: readonly Row[]): Promise<void> {
    return this.#pull.live(rows);
  }

  async connected(): Promise<void> {
    this.#contact.opened();
    this.#pull.forget();
    this.#setAside.forget();
    await this.tick();
  }

  disconnected(): void {
    this.#contact.closed();
    this.#pull.forget();
  }

  /** Does what is still to do. To be called after a trouble, and when it is time to try again. */
  tick(): Promise<void> {
    return this.#handIn();
  }

  /** Asks the feed even though live rows are taken as they come: after a sleep nobody knows what was missed. */
  async look(): Promise<void> {
    if (this.#contact.online) await this.#pull.run();
    await this.#push.run();
  }

  /**
   * Sends what is unsent by another way than that of a session, which is over: nothing is pulled, and nothing else is sent. Answers how
   * many entries are left. Its troubles are told to onTrouble.
   */
  async handInBy(wire: Pick<Wire, 'push'>): Promise<number> {
    this.#contact.opened();
    this.#contact.joinedBy(this.#contact.number);
    await this.#pushBy(wire).run();
    this.#contact.closed();
    return this.unsent.entries;
  }

  /** Resolves when all writes asked for so far are done. */
  idle(): Promise<void> {
    return this.#ledger.idle();
  }

  async #save(id: string, intent: Intent): Promise<Outcome> {
    let outcome: Outcome | undefined;
    await this.#ledger.change([id], async (was) => {
      const again = was?.entries.find((entry) => entry.id === intent.entryId);
      outcome = again ? saidAgain(again, intent) : await this.#signed(id, intent, this.#judged(was, intent));
      return again || !outcome.ok ? was : add(this.#parts.aggregate, was, id, outcome.entry);
    });
    return outcome as Outcome; // `change` has called the step once.
  }

  async #signed(document: string, { sign }: Intent, outcome: Outcome): Promise<Outcome> {
    if (!outcome.ok || !sign) return outcome;
    const { entry } = outcome;
    const sig = await sign(signedText({ db: this.#parts.aggregate.name, document }, entry));
    return { ok: true, entry: { ...entry, sig } };
  }

  #judged(was: HeldRow | undefined, { entryId, kind, data, by, instead, author }: Intent): Outcome {
    const entries = was?.entries ?? [];
    const newest = entries.at(-1);
    if (newest) this.#parts.clock.hear(newest.at); // a clock that was set back does not write before what is seen
    const { aggregate, clock } = this.#parts;
    const made: Entry = { id: entryId, kind, at: clock.next(), by, after: seenIn(was), data };
    const versioned = aggregate.version > 0 ? { ...made, version: aggregate.version } : made;
    const entry = instead === undefined ? versioned : { ...versioned, instead };
    const no = author && judge(aggregate, { entries, wasRefused: () => false }, entry, author);
    return no ? { ok: false, refusal: no } : { ok: true, entry };
  }
}

/** An id that stands for something else already must not make anybody believe that this was saved. */
function saidAgain(entry: Entry, { kind, data, by, instead }: Intent): Outcome {
  const said = { kind: entry.kind, data: entry.data, user: entry.by.user, instead: entry.instead };
  const isSame = canonical(said) === canonical({ kind, data, user: by.user, instead });
  return isSame ? { ok: true, entry } : { ok: false, refusal: refusal('entry/saved-otherwise', entry.id) };
}

/**
 * Unsent entries that are named beside the newest ones: as many as one document ever has, and, with the newest, fewer than the 200 that
 * an entry may name. With fewer, one that is accepted before many that are refused would be forgotten.
 */
const MOST_UNSENT_NAMED = 100;

/**
 * What an author of this document has seen: its newest entries; the newest the server has answered for, and the last unsent ones,
 * because one that is refused would take with it the knowledge of everything before it.
 */
function seenIn(was: HeldRow | undefined): readonly string[] {
  if (!was) return [];
  const unsent = new Set(was.unsent);
  const answered = was.entries.filter(({ id }) => !unsent.has(id));
  const named = [...heads(was.entries), ...heads(answered), ...was.unsent.slice(-MOST_UNSENT_NAMED)];
  return [...new Set(named)].sort();
}
