import { type Entry, mayHandleRefusal, type RefusalHandling, refusal, signedText } from '@healthcare/domain';
import { type KeptRefusal, KeptRefusals, refusalIdOf } from '@healthcare/protocol';
import { BehaviorSubject, type Subscription } from 'rxjs';
import { v7 } from 'uuid';
import { type StampClock, WireFailure } from '../core/index.ts';
import type { Handled, KnownRefusal } from '../replica.ts';
import type { Author } from '../shelf.ts';
import type { Aside, RefusalRows } from '../stores/index.ts';
import { Timers } from '../timers.ts';
import { type Address, requested } from '../wire/index.ts';
import { idOfRow, knownRefusals } from './known-refusals.ts';

export interface RefusalBookParts {
  readonly aside: Aside;
  readonly address: Address;
  readonly clock: StampClock;
  /** Undefined while nobody is here. */
  readonly author: () => Author | undefined;
  /** So many wait here, or for the person who is here (F7). */
  readonly onWaiting: (count: number) => void;
  readonly onTrouble: (trouble: unknown) => void;
}

/** What the server could not take now it is asked again after this (ms), and at every connect. */
const AGAIN_AFTER_MS = 15_000;
/** What is done about a refusal is signed as an entry of it. */
const REFUSALS = 'refusals';
const nothingHere: RefusalRows = { refusals: [], handled: [], again: [] };

/**
 * Everything known here of what was not accepted: kept on this workstation, with or without a server, and as long as somebody is
 * here also what the server tells them of elsewhere. What is done about it is kept here first and carried to the server (F4).
 */
export class RefusalBook {
  readonly list = new BehaviorSubject<readonly KnownRefusal[]>([]);
  readonly #parts: RefusalBookParts;
  readonly #told = new Map<string, KeptRefusal>();
  readonly #timers = new Timers();
  #here = nothingHere;
  #listening: Subscription | undefined;
  #connected = false;
  #sending: Promise<void> = Promise.resolve();

  constructor(parts: RefusalBookParts) {
    this.#parts = parts;
  }

  /** Resolves when what is kept here has been read. */
  open(): Promise<void> {
    return new Promise((read) => {
      this.#listening = this.#parts.aside.refusals().subscribe((rows) => {
        this.#here = rows;
        this.#changed();
        if (rows.handled.some(({ told }) => !told)) void this.#soon(() => this.#tell());
        read();
      });
    });
  }

  /** Somebody else is here, or nobody: what was told for one person is not for the next. */
  personChanged(): void {
    this.#told.clear();
    this.#changed();
    void this.#exchange();
  }

  connected(): void {
    this.#connected = true;
    void this.#exchange();
  }

  disconnected(): void {
    this.#connected = false;
  }

  /** Refusals that are new to this person, or have just been handled by somebody. */
  heard(message: unknown): void {
    const read = KeptRefusals.safeParse(message);
    if (!read.success) this.#parts.onTrouble(new WireFailure('server', 'wrong-answer/refusals'));
    if (!read.success || !this.#parts.author()) return;
    for (const kept of read.data.refusals) this.#told.set(refusalIdOf({ ...kept, entry: kept.entry.id }), kept);
    this.#changed();
    void this.#keepHandled().catch(this.#parts.onTrouble); // Told again at the next connect.
  }

  /** F3. Resolves when it is kept here; telling the server goes on behind. */
  async dismiss(id: string, note: string): Promise<Handled> {
    const author = this.#parts.author();
    const known = this.list.value.find((one) => one.id === id);
    if (!author || !known) return { ok: false, refusal: refusal('right/missing', 'refusals/dismissed') };
    const about = this.#withEarlier(known).filter((one) => mayHandleRefusal(author.person, actOf(one)));
    if (about.length === 0) return { ok: false, refusal: refusal('right/missing', 'refusals/dismissed') };
    const at = this.#parts.clock.next();
    const handling: RefusalHandling = { id: v7(), kind: 'dismissed', at, by: author.by, after: [], data: { note } };
    const rows = about.map(async (one) => {
      const sig = await author.sign(signedText({ db: REFUSALS, document: one.id }, handling));
      return { refusal: one.id, handling: { ...handling, sig }, told: false };
    });
    await this.#parts.aside.keepHandled(await Promise.all(rows));
    return { ok: true };
  }

  /** An entry was saved here in place of the refused one. */
  async madeAgain(db: string, { id, instead }: Entry): Promise<void> {
    const refused = this.list.value.filter((one) => one.db === db && one.entry.id === instead);
    for (const one of refused) await this.#parts.aside.keepAgain({ refusal: one.id, as: id });
  }

  async close(): Promise<void> {
    this.#connected = false;
    this.#timers.close();
    this.#listening?.unsubscribe();
    await this.#sending;
    this.list.complete();
  }

  /** F6. */
  #withEarlier(one: KnownRefusal): readonly KnownRefusal[] {
    const earlier = this.list.value.filter(({ db, entry }) => db === one.db && entry.id === one.entry.instead);
    return [one, ...earlier.flatMap((before) => this.#withEarlier(before))];
  }

  #changed(): void {
    const list = knownRefusals(this.#here, this.#told.values());
    const person = this.#parts.author()?.person;
    const mine = list.filter((one) => one.here || (person && mayHandleRefusal(person, actOf(one))));
    this.list.next(list);
    this.#parts.onWaiting(mine.filter(isOpen).length);
  }

  /** Tells what was done here, then asks for the list. */
  #exchange(): Promise<void> {
    return this.#soon(async () => {
      await this.#tell();
      const asker = this.#parts.author();
      if (!asker) return;
      const list = await requested(this.#parts.address, '/api/refusals');
      const now = this.#parts.author();
      if (now?.by.grant === asker.by.grant) this.heard(list); // Somebody else may be here by now; they ask for theirs.
    });
  }

  /** One after another, while there is a server; what fails is done again later. */
  #soon(work: () => Promise<void>): Promise<void> {
    this.#sending = this.#sending.then(async () => {
      try {
        if (this.#connected) await work();
      } catch (trouble) {
        this.#parts.onTrouble(trouble);
        if (this.#connected) this.#timers.after('exchange', AGAIN_AFTER_MS, () => void this.#exchange());
      }
    });
    return this.#sending;
  }

  async #tell(): Promise<void> {
    const { aside, address, onTrouble } = this.#parts;
    for (const row of this.#here.handled.filter(({ told }) => !told)) {
      const path = `/api/refusals/${encodeURIComponent(row.refusal)}/handled`;
      try {
        await requested(address, path, { method: 'POST', body: { handling: row.handling } });
        await aside.keepHandled([{ ...row, told: true }]);
      } catch (trouble) {
        const code = trouble instanceof WireFailure ? trouble.code : '';
        // A server that was set back knows nothing of what is kept here: there is nothing to tell. Of what only the server had told, it is not theirs.
        const isKeptHere = this.#here.refusals.some((one) => idOfRow(one) === row.refusal);
        if (code === 'request/not-found' && isKeptHere) await aside.keepHandled([{ ...row, told: true }]);
        else if (code === 'request/not-found' || code === 'right/missing' || code === 'request/wrong-shape')
          await aside.dropHandled(row.refusal);
        else throw trouble;
        onTrouble(trouble);
      }
    }
  }

  /** What the server says was done about a refusal that is kept here is kept here too, for when there is no server. */
  async #keepHandled(): Promise<void> {
    const known = new Set(this.#here.handled.map((row) => row.refusal));
    const news = this.#here.refusals.map(idOfRow).flatMap((id) => {
      const handling = known.has(id) ? undefined : this.#told.get(id)?.handled[0];
      return handling ? [{ refusal: id, handling: handling as RefusalHandling, told: true }] : [];
    });
    if (news.length > 0) await this.#parts.aside.keepHandled(news);
  }
}

function actOf({ entry, scopes }: KnownRefusal) {
  return { author: entry.by.user, scopes };
}

/** F6: what was tried again and refused again waits there, not here. */
function isOpen({ waits, again }: KnownRefusal): boolean {
  return waits && again !== 'refused';
}
