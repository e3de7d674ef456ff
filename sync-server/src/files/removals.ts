import type { RecordView } from '@healthcare/domain/records';
import type { Logger } from 'pino';
import type { StoredDocument } from '../gateway/unite.ts';
import { faultOf } from '../log/fault.ts';
import { type Change, type Database, type Feed, openDatabase, type Pouch, type Stored } from '../store/database.ts';
import { chunkId } from './chunk-store.ts';

interface RemovalsParts {
  readonly pouch: Pouch;
  readonly records: Database<StoredDocument>;
  readonly log: Logger;
  readonly remove: (file: string, chunks: readonly string[]) => Promise<void>;
}

export interface Removals {
  /** Finishes what is under way. */
  close(): Promise<void>;
}

interface Reached extends Stored {
  readonly since: number;
}

/** Where the place in the feed is kept: a document that PouchDB does not replicate and gives no sequence. */
const PLACE = '_local/removals';

/**
 * Deletes the chunks of removed files, at once: the record keeps that there was a file, who removed it and why. Fed by the records'
 * own changes from where it had come to, so that a removal is carried out also when the server ends right after accepting it.
 */
export async function followRemovals(parts: RemovalsParts): Promise<Removals> {
  const follower = new Follower(parts);
  await follower.open();
  return follower;
}

class Follower implements Removals {
  readonly #parts: RemovalsParts;
  readonly #places: Database<Reached>;
  /** Removed files whose chunks may still be here. */
  readonly #open = new Map<string, readonly string[]>();
  #feed: Feed<StoredDocument> | undefined;
  #reached = 0;
  #saved = 0;
  #rev: string | undefined;
  #work: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(parts: RemovalsParts) {
    this.#parts = parts;
    this.#places = openDatabase<Reached>(parts.pouch, 'files');
  }

  async open(): Promise<void> {
    const place = await this.#places.get(PLACE).catch(() => undefined); // The first start of this server.
    this.#rev = place?._rev;
    this.#saved = place?.since ?? 0;
    const { update_seq } = await this.#parts.records.info();
    // A sequence from the future is a server that was put back to an earlier hour.
    this.#reached = this.#saved > update_seq ? 0 : this.#saved;
    this.#follow();
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#feed?.cancel();
    await this.#work;
    await this.#save();
  }

  #follow(): void {
    this.#feed = this.#parts.records
      .changes({ since: this.#reached, live: true, include_docs: true })
      .on('change', (change) => this.#take(change))
      .on('error', (error) => {
        this.#parts.log.error(faultOf(error), 'the feed of records broke');
        if (!this.#closing) this.#follow();
      });
  }

  #take({ seq, id, doc }: Change<StoredDocument>): void {
    const record = doc as unknown as RecordView; // Folded by the descriptor before it was stored.
    this.#reached = seq;
    if (record.state !== 'removed') return;
    this.#open.set(
      id,
      record.chunks.map((_, index) => chunkId(id, index)),
    );
    this.#work = this.#work.then(() => this.#removeAll());
  }

  async #removeAll(): Promise<void> {
    for (const [file, chunks] of this.#open) {
      try {
        await this.#parts.remove(file, chunks);
        this.#open.delete(file);
        this.#parts.log.info({ chunks: chunks.length }, 'a removed file was deleted');
      } catch (error) {
        // Stays in the list: tried again with the next removal, and after a restart, because the place is not moved on.
        this.#parts.log.error(faultOf(error), 'a removed file could not be deleted');
      }
    }
    await this.#save();
  }

  async #save(): Promise<void> {
    const since = this.#reached;
    if (this.#open.size > 0 || since === this.#saved) return;
    const place = { _id: PLACE, since, ...(this.#rev !== undefined && { _rev: this.#rev }) };
    try {
      this.#rev = (await this.#places.put(place)).rev;
      this.#saved = since;
    } catch (error) {
      this.#parts.log.warn(faultOf(error), 'the place in the feed of records was not kept'); // Looked at again from the place before.
    }
  }
}
