import type { Entry } from '@healthcare/domain';
import type { HeldRow } from './held-row.ts';

/** A replica's place in a database; opaque but for `since`, below which rows are known already. */
export interface Checkpoint {
  readonly since: number;
  readonly lineage: string;
}

/** A checkpoint as it is kept. `told`: `standingIn` the scopes that this workstation knew of when it got there. */
export interface KeptCheckpoint extends Checkpoint {
  readonly told?: string;
}

/** Names no lineage of any server, so that the next traversal starts over. */
export const startOver: Checkpoint = { since: 0, lineage: '' };

/** One row of the feed or of the live stream. `entries`: the whole document; `removed`: it has to leave this workstation. */
export type Row =
  | { readonly seq: number; readonly id: string; readonly rev: string; readonly entries: readonly Entry[] }
  | { readonly seq: number; readonly id: string; readonly rev: string; readonly removed: true };

export interface Page {
  readonly rows: readonly Row[];
  readonly checkpoint: Checkpoint;
  /** Rows still to come, as far as the server knows; 0 ends the traversal. */
  readonly pending: number;
  /** Another scope than the checkpoint's: what is held and not seen in this traversal has to leave. */
  readonly restarted: boolean;
}

/** What is sent of one document: the entries the server has not answered for, and the revision that is held in full. */
export interface Parcel {
  readonly id: string;
  readonly rev: string | undefined;
  readonly entries: readonly Entry[];
}

export interface RefusedEntry {
  readonly entry: string;
  readonly code: string;
  readonly about?: string;
}

/** The server's word on one parcel. `failed`: it could not look at this document; nothing of it is decided. */
export type Answer =
  | {
      readonly id: string;
      readonly rev: string | undefined;
      readonly refused: readonly RefusedEntry[];
      /** Ids of entries that only a newer server can judge: they stay unsent. */
      readonly deferred?: readonly string[];
      /** All entries of the document, when this workstation lacks some. */
      readonly entries: readonly Entry[] | undefined;
      /** Nobody at this workstation may hold the document. */
      readonly removed: boolean;
    }
  | { readonly id: string; readonly failed: string };

/** A refusal as it is kept here, with the entry itself: nothing that somebody did disappears. */
export interface KeptRefusal extends RefusedEntry {
  readonly document: string;
  readonly was: Entry;
  /** Who may hold the document, as it was when the entry was sent. */
  readonly scopes: readonly string[];
}

/** Where documents are kept. Every promise resolves when the disk has it. */
export interface Store {
  get(ids: readonly string[]): Promise<readonly (HeldRow | undefined)[]>;
  /** Atomic for the batch where the disk can, in any case per document. */
  put(rows: readonly HeldRow[], drop: readonly string[]): Promise<void>;
  /** Documents with unsent entries, except those named. */
  unsent(limit: number, except: ReadonlySet<string>): Promise<readonly HeldRow[]>;
  ids(): Promise<readonly string[]>;
  checkpoint(): Promise<KeptCheckpoint | undefined>;
  setCheckpoint(checkpoint: KeptCheckpoint): Promise<void>;
  /** Keyed by entry, so that a repeat changes nothing. */
  keepRefusals(refusals: readonly KeptRefusal[]): Promise<void>;
}

/** An entry as the journal keeps it: where it belongs, and the entry itself. */
export interface Journaled {
  /** Name of the aggregate. */
  readonly db: string;
  /** Id of the document. */
  readonly document: string;
  readonly entry: Entry;
}

/**
 * A second memory of what was saved and not yet answered for, apart from the store, so that the loss of one is not the loss of
 * the other. One journal serves all databases of a workstation. Ids are those of the entries.
 */
export interface Journal {
  /** Resolves when the disk has all of them; an entry that is there already stays as it is. Rejects: nothing of it may stay. */
  append(entries: readonly Journaled[]): Promise<void>;
  /** These need not be kept any longer. Unknown ids are passed over; a repeat changes nothing. */
  acknowledge(entryIds: readonly string[]): Promise<void>;
  /** What was appended and not acknowledged, oldest first. */
  pending(): Promise<readonly Journaled[]>;
}

/** How the server is reached for one database. Rejects with a `WireFailure` when there is no answer to use. */
export interface Wire {
  changes(at: Checkpoint | undefined, limit: number): Promise<Page>;
  /** The documents that changed last, beside the traversal of this lineage: what a screen needs before everything is here. */
  newest(limit: number, lineage: string): Promise<readonly Row[]>;
  /** `lineage`: of the checkpoint that the replica goes by; the answers are about its scopes. */
  push(parcels: readonly Parcel[], lineage: string): Promise<readonly Answer[]>;
}

/**
 * Why there is no answer: `unreachable` no word came, `server` it failed, `too-large` send less, `too-many` send later, `session-over`
 * sign in, `other-version` the two programs do not understand each other, `other-scope` pull first.
 */
export type WireTrouble =
  | 'unreachable'
  | 'server'
  | 'too-large'
  | 'too-many'
  | 'session-over'
  | 'other-version'
  | 'other-scope';

export class WireFailure extends Error {
  readonly trouble: WireTrouble;
  /** Code of the problem document, or the name of what went wrong. */
  readonly code: string;
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(trouble: WireTrouble, code: string, retryAfterMs?: number) {
    super(`${trouble}: ${code}`);
    this.trouble = trouble;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
