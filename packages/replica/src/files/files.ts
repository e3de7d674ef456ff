import type { Refusal } from '@healthcare/domain';
import type { Observable } from 'rxjs';

/**
 * How a file stands on this workstation, in chunks. `waiting`: kept here, to be sent. `sent`: all of it is on the server.
 * `damaged`: what is here, or what came, is not what was added. `refused`: the server did not accept its record; it is kept here
 * until somebody has dealt with the refusal. A file that is not named is neither here nor on its way.
 */
export type FileState =
  | { readonly phase: 'waiting' | 'sent' | 'damaged' | 'refused'; readonly total: number }
  | { readonly phase: 'sending' | 'fetching'; readonly done: number; readonly total: number };

/** What a file belongs to. */
export interface FileAbout {
  readonly wardId: string;
  readonly name: string;
  readonly about?: { readonly db: string; readonly id: string };
}

/**
 * `ok`: all of it is saved on this workstation, and will be sent. `no-space`: the disk did not take it. `unreadable`: it could not be
 * read where it came from. Whatever went wrong, nothing of it is left here.
 */
export type FileAdded =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly trouble: 'no-space' | 'unreadable' };

/**
 * `unknown`: this workstation does not hold its record. `removed`: somebody took it out of the record. `not-here-yet`: the workstation
 * where it was added has not sent all of it. `unreachable`: parts of it are only on the server, which does not answer. `damaged`: what
 * came is not what was added.
 */
export type FileTrouble = 'unknown' | 'removed' | 'not-here-yet' | 'unreachable' | 'damaged';

export type FileOpened =
  | { readonly ok: true; readonly blob: Blob; readonly name: string }
  | { readonly ok: false; readonly trouble: FileTrouble };

/** A file that could not be handed in when its workstation was taken away. */
export interface FileLeft {
  readonly id: string;
  /** Who added it, by their id; null when its record is not here. */
  readonly by: string | null;
  /** So many of its chunks the server lacks still, as far as is known. */
  readonly chunks: number;
}

/** Files of this workstation: added without a network, sent when there is one, fetched when somebody asks. */
export interface Files {
  readonly states: Observable<ReadonlyMap<string, FileState>>;
  /** Seals the file into chunks and saves them, then its record. Reads it piece by piece: its size is no matter of memory. */
  add(file: Blob, about: FileAbout): Promise<FileAdded>;
  /** From here, or else from the server. Its type is one that a page can show without running anything in it. */
  open(id: string): Promise<FileOpened>;
  /** The same, plain chunk by plain chunk in order; throws a `FileNotOpened`. */
  chunks(id: string): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Why a file could not be opened. */
export class FileNotOpened extends Error {
  readonly trouble: FileTrouble;

  constructor(trouble: FileTrouble, options?: ErrorOptions) {
    super(`the file cannot be opened: ${trouble}`, options);
    this.trouble = trouble;
  }
}
