import type { Replica } from '@healthcare/replica';
import type { Streamed } from './streamed.ts';

/** The parts of a shelf that are followed. */
export interface FollowedShelf<Document> {
  readonly changed: Streamed<string>;
  watchOne(id: string): Streamed<Document | undefined>;
  readAfter(id: string, limit: number): Promise<readonly Document[]>;
}

/** What keeps what is read, and answers by it. */
export interface Keeper<Document> {
  put(document: Document): void;
  remove(id: string): void;
  /** Whoever is not among these has left the workstation. */
  keepOnly(ids: ReadonlySet<string>): void;
}

/** Reading this many documents is not felt while typing. */
const PAGE = 500;

/** A patient's file asks eight at once. */
const MOST_ANSWERED = 12;

/** Reads all documents of a shelf into memory in idle time, page by page; then follows what changes. */
export class ShelfFollower<Document extends { readonly id: string }> {
  readonly #shelf: FollowedShelf<Document>;
  readonly #keeper: Keeper<Document>;
  readonly #idle: () => Promise<void>;
  readonly #heard = new Set<() => void>();
  readonly #changed = new Set<string>();
  readonly #answered = new Map<string, unknown>();
  #busy = false;
  #receiving = false;
  /** Reading page by page is due: at the start, and after many have come at once. */
  #all = true;
  #readingAll = false;

  constructor(
    shelf: FollowedShelf<Document>,
    keeper: Keeper<Document>,
    { sync, idle }: { readonly sync: Replica['sync']; readonly idle: () => Promise<void> },
  ) {
    this.#shelf = shelf;
    this.#keeper = keeper;
    this.#idle = idle;
    this.#shelf.changed.subscribe((id) => {
      this.#changed.add(id);
      this.#follow();
    });
    sync.subscribe(({ progress }) => {
      this.#receiving = progress !== null;
      this.#follow();
    });
  }

  /** Is not all of it in memory yet? */
  get reading(): boolean {
    return this.#all || this.#readingAll;
  }

  /** Tells at once, and again whenever something was read. */
  readonly told: Streamed<void> = {
    subscribe: (next) => {
      const tell = () => next();
      this.#heard.add(tell);
      tell();
      return { unsubscribe: () => void this.#heard.delete(tell) };
    },
  };

  /** The answer to a question, looked for once until something is read: a screen that begins asks twice, and several ask the same. */
  answer<Answer>(question: string, look: () => Answer): Answer {
    const known = this.#answered.get(question);
    if (known !== undefined) return known as Answer; // one question has answers of one kind
    const found = look();
    this.#answered.set(question, found);
    const [oldest] = this.#answered.keys();
    if (this.#answered.size > MOST_ANSWERED && oldest !== undefined) this.#answered.delete(oldest);
    return found;
  }

  /** A long first sync has the disk for itself: it is followed when it is through. */
  #follow(): void {
    if (this.#busy || this.#receiving) return;
    if (!this.#all && this.#changed.size === 0) return;
    this.#busy = true;
    void this.#readIn().finally(() => {
      this.#busy = false;
      this.#follow();
    });
  }

  async #readIn(): Promise<void> {
    await this.#idle();
    if (this.#changed.size > PAGE) this.#all = true;
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#all) await this.#readAll();
    else for (const id of changed) await this.#readOne(id);
    this.#tell();
  }

  async #readAll(): Promise<void> {
    this.#all = false;
    this.#readingAll = true;
    const seen = new Set<string>();
    for (let after = ''; ; ) {
      const page = await this.#shelf.readAfter(after, PAGE);
      for (const document of page) {
        seen.add(document.id);
        this.#keeper.put(document);
      }
      this.#tell();
      const last = page.at(-1);
      if (page.length < PAGE || last === undefined) break;
      after = last.id;
      await this.#idle();
    }
    this.#keeper.keepOnly(seen);
    this.#readingAll = false;
  }

  async #readOne(id: string): Promise<void> {
    const document = await new Promise<Document | undefined>((resolve) => {
      let watching: { unsubscribe(): void } | undefined;
      watching = this.#shelf.watchOne(id).subscribe((one) => {
        resolve(one);
        queueMicrotask(() => watching?.unsubscribe());
      });
    });
    if (document) this.#keeper.put(document);
    else this.#keeper.remove(id);
  }

  #tell(): void {
    this.#answered.clear();
    for (const tell of this.#heard) tell();
  }
}

/** When the page has nothing better to do, at the latest after a fifth of a second. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 }));
}

/** One of a kind per replica; the first to ask makes it. */
export function onePerReplica<Book>(make: (replica: Replica) => Book): (replica: Replica) => Book {
  const books = new WeakMap<Replica, Book>();
  return (replica) => {
    const known = books.get(replica);
    if (known) return known;
    const made = make(replica);
    books.set(replica, made);
    return made;
  };
}
