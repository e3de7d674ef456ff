import type { AnyAggregate } from '@healthcare/domain';
import type { Contact } from './contact.ts';
import { generation } from './held-row.ts';
import type { Ledger } from './ledger.ts';
import {
  type Checkpoint,
  type KeptCheckpoint,
  type Page,
  type Row,
  type Store,
  startOver,
  type Wire,
} from './ports.ts';
import { standingIn } from './standing-scopes.ts';
import type { StampClock } from './steady-clock.ts';
import { receive } from './steps.ts';

/** Documents received of those to come, in a traversal that needs more than one page. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface PullParts {
  readonly aggregate: AnyAggregate;
  readonly store: Store;
  readonly wire: Wire;
  readonly ledger: Ledger;
  readonly contact: Contact;
  readonly clock: StampClock;
  readonly pageSize: number;
  readonly scopes: () => readonly string[];
  readonly onTrouble: (trouble: unknown) => void;
  readonly onChange: () => void;
}

/** Live rows that wait for a pull; with more than this it is cheaper to ask again than to remember. */
const MOST_WAITING = 5000;
/** Documents that leave after a change of scope go in steps, so that a screen can write in between. */
const SWEEP_STEP = 1000;

/** What a first screen of a ward shows, with room to spare. */
const NEWEST = 200;

/** Everything that comes from the server: the traversal of the feed, and the live rows behind it. */
export class Pull {
  readonly #parts: PullParts;
  #running: Promise<void> | undefined;
  #again = false;
  #at: KeptCheckpoint | undefined;
  #sweep: Set<string> | undefined;
  #waiting: Row[] = [];
  #overflown = false;
  #progress: Progress | null = null;

  constructor(parts: PullParts) {
    this.#parts = parts;
  }

  /** Of the checkpoint: it names the scopes under which everything here was pulled. */
  get lineage(): string {
    return this.#at?.lineage ?? '';
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  /** Rows that wait belong to the connection that brought them. */
  forget(): void {
    this.#waiting = [];
    this.#overflown = false;
  }

  /** Takes the feed from the checkpoint to its end. A call while one runs lets it run once more, and resolves with it. */
  async run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#traverseWhileAsked();
    await this.#running;
  }

  async #traverseWhileAsked(): Promise<void> {
    do {
      this.#again = false;
      const { number } = this.#parts.contact;
      await this.#traverse(number).catch((trouble) =>
        this.#parts.onTrouble(this.#parts.contact.since(number, trouble)),
      );
    } while (this.#again);
    this.#running = undefined;
    this.#progress = null;
    this.#parts.onChange();
    await this.#takeLive(); // came between joining and here
  }

  /** Rows pushed by the server. Those that a pull has covered are passed over; during a pull they wait. */
  async live(rows: readonly Row[]): Promise<void> {
    const { contact } = this.#parts;
    if (!contact.online) return;
    this.#waiting.push(...rows);
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting = [];
      this.#overflown = true;
      contact.left(contact.number);
    }
    if (this.#overflown && !this.#running) await this.run();
    else await this.#takeLive();
  }

  async #takeLive(): Promise<void> {
    const { contact, ledger, onTrouble } = this.#parts;
    const { number } = contact;
    if (this.#waiting.length === 0) return;
    try {
      await ledger.alone(() => this.#takeInTurn(number));
    } catch (trouble) {
      onTrouble(trouble);
    }
  }

  /** Rows that could not be written are not here: those that waited behind them must not move the checkpoint over the gap. */
  async #takeInTurn(number: number): Promise<void> {
    const { contact } = this.#parts;
    if (!contact.joined || this.#running) return; // a pull takes them at its end, also one that has begun while they waited for the disk
    try {
      await this.#takeWaiting(number);
    } catch (trouble) {
      contact.left(number);
      throw trouble;
    }
  }

  async #traverse(number: number): Promise<void> {
    const { contact, ledger, wire, pageSize, scopes } = this.#parts;
    this.#sweep = undefined;
    const told = standingIn(scopes());
    let at = await ledger.alone(() => this.#place(told)); // behind live rows that are being written
    let done = 0;
    let coming = contact.isStill(number) ? wire.changes(at, pageSize) : undefined;
    while (coming) {
      const page = await coming;
      if (page.pending > 0 && page.rows.length === 0 && page.checkpoint.since === at?.since)
        throw new Error('the feed does not move on');
      at = page.checkpoint;
      const more = page.pending > 0;
      // What a ward needs first, and the next page: they come while this one is written.
      const newest = page.restarted && more ? asked(wire.newest(NEWEST, at.lineage)) : undefined;
      coming = more ? asked(wire.changes(at, pageSize)) : undefined;
      await ledger.alone(() => this.#takePage(page, number, told));
      done += page.rows.length;
      this.#tell(done, page.pending);
      if (newest) await this.#takeNewest(await newest, number);
    }
  }

  /**
   * Where to go on. Under scopes that this workstation was not told of when it got there, nowhere: a pull goes by the session as the server has
   * it, and behind it rows can have come that the server had sent before, and nobody would take them away again.
   */
  async #place(told: string): Promise<Checkpoint | undefined> {
    const at = await this.#parts.store.checkpoint();
    return at && at.told !== told ? startOver : at;
  }

  /**
   * A long traversal brings the oldest first, and a ward needs the newest. Asked for after the first page: what leaves the scope from
   * then on is told by the traversal itself.
   */
  #takeNewest(rows: readonly Row[], number: number): Promise<void> {
    const { contact, ledger } = this.#parts;
    return ledger.alone(() => {
      contact.check(number);
      return this.#take(rows);
    });
  }

  #tell(done: number, pending: number): void {
    this.#progress = pending > 0 || this.#progress ? { done, total: done + pending } : null;
    this.#parts.onChange();
  }

  async #takePage(page: Page, number: number, told: string): Promise<void> {
    const { contact } = this.#parts;
    contact.check(number); // this answer may belong to an earlier connection
    if (page.restarted) await this.#beginSweep();
    await this.#take(page.rows);
    for (const { id } of page.rows) this.#sweep?.delete(id);
    if (this.#sweep && page.pending === 0) await this.#endSweep(this.#sweep);
    // A broken-off sweep starts over: its checkpoint is kept only at the end.
    if (!this.#sweep) await this.#reach({ ...page.checkpoint, told });
    if (page.pending === 0) await this.#join(number);
  }

  /** Another scope: the old checkpoint no longer tells what is held, and is made invalid before the first row is written. */
  async #beginSweep(): Promise<void> {
    const { store } = this.#parts;
    const held = await store.ids();
    this.#sweep = held.length > 0 ? new Set(held) : undefined;
    await store.setCheckpoint(startOver);
  }

  /** What was held and not seen has to leave; documents the server has never answered for are only sent later. */
  async #endSweep(unseen: ReadonlySet<string>): Promise<void> {
    const ids = [...unseen];
    for (let from = 0; from < ids.length; from += SWEEP_STEP)
      await this.#parts.ledger.change(ids.slice(from, from + SWEEP_STEP), (was) => {
        if (!was || generation(was.rev) === 0) return was;
        return was.unsent.length > 0 ? { ...was, leaving: true } : 'drop';
      });
    this.#sweep = undefined;
  }

  /** From here on rows are taken as they come, unless the disk took its time and it is another connection by now. */
  async #join(number: number): Promise<void> {
    if (this.#overflown) {
      this.#overflown = false;
      this.#again = true;
      return;
    }
    while (this.#waiting.length > 0 && this.#parts.contact.isStill(number)) await this.#takeWaiting(number);
    this.#parts.contact.joinedBy(number);
  }

  async #takeWaiting(number: number): Promise<void> {
    const since = this.#at?.since ?? 0;
    const rows = this.#waiting.filter(({ seq }) => seq > since);
    this.#waiting = [];
    if (rows.length === 0) return;
    await this.#take(rows);
    if (!this.#parts.contact.isStill(number)) return;
    await this.#reach({ ...(this.#at ?? startOver), since: Math.max(...rows.map(({ seq }) => seq)) });
  }

  async #reach(checkpoint: KeptCheckpoint): Promise<void> {
    this.#at = checkpoint;
    await this.#parts.store.setCheckpoint(checkpoint);
  }

  /** One batch, one write per document: the last row of a document, by its place in the feed, says all that the earlier ones did. */
  async #take(rows: readonly Row[]): Promise<void> {
    const { aggregate, clock, ledger } = this.#parts;
    const inOrder = rows.toSorted((a, b) => a.seq - b.seq); // one that comes again must not hide a newer one
    const last = [...new Map(inOrder.map((row) => [row.id, row])).values()];
    for (const row of last) {
      const newest = 'entries' in row ? row.entries.at(-1) : undefined;
      if (newest) clock.hear(newest.at);
    }
    await ledger.change(
      last.map(({ id }) => id),
      (was, at) => receive(aggregate, was, last[at] as Row),
    );
  }
}

/** Somebody waits for it, later: until then its failure is nobody's. */
function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  answer.catch(() => undefined);
  return answer;
}
