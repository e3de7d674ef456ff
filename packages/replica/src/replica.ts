import type {
  AggregateName,
  aggregates,
  Aggregate as DomainAggregate,
  Entry,
  EntryIn,
  EntrySchemas,
  Refusal,
  RefusalHandling,
} from '@healthcare/domain';
import type { ProtocolProblem, Session, StationsOfWard } from '@healthcare/protocol';
import type { Observable } from 'rxjs';
import type { FileLeft, Files } from './files/files.ts';
import type { Recovery } from './recovery.ts';

/** A document as the workstation holds it: view, entries, and which of its entries the server has not answered for. */
export type Held<View> = View & {
  readonly id: string;
  readonly entries: readonly Entry[];
  /** Ids of entries that are saved here and not yet answered for by the server. Empty: all of it is on the server. */
  readonly unsent: readonly string[];
};

/** What a screen asks for; time, entry id, author and `after` come from the replica. `instead`: the refused entry it is made in place of. */
export type Act<Schemas extends EntrySchemas> =
  EntryIn<Schemas> extends infer One
    ? One extends Entry<infer Kind, infer Data>
      ? { readonly kind: Kind; readonly data: Data; readonly entryId?: string; readonly instead?: string }
      : never
    : never;

/** `ok`: the entry is saved on this workstation. Otherwise the rule that forbids it; nothing was written. */
export type Added = { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly refusal: Refusal };

/** Which documents, in which order. Fields are the view's; `where` takes RxDB (Mango) selectors, best on an index. */
export interface Selection<View> {
  readonly where?: Readonly<Partial<Record<keyof View & string, unknown>>>;
  readonly sort?: readonly Readonly<Partial<Record<keyof View & string, 'asc' | 'desc'>>>[];
  readonly skip?: number;
  readonly limit?: number;
}

/** The documents of one aggregate on this workstation. */
export interface Shelf<View extends object, Schemas extends EntrySchemas> {
  /** Judges by the domain's rules, then saves. The promise resolves when the entry is durable here, not when it is sent. Rejects with `NotSaved` when it could not be kept: then nothing of it is here. */
  add(id: string, act: Act<Schemas>): Promise<Added>;
  watch(selection: Selection<View>): Observable<readonly Held<View>[]>;
  watchOne(id: string): Observable<Held<View> | undefined>;
  /** Those of these documents that are held here, in no order; read by their keys, however many others there are. */
  watchMany(ids: readonly string[]): Observable<readonly Held<View>[]>;
  watchCount(where: NonNullable<Selection<View>['where']>): Observable<number>;
  /** Ids of documents that changed, came or left. */
  readonly changed: Observable<string>;
  /** Once, without watching. */
  read(selection: Selection<View>): Promise<readonly Held<View>[]>;
  /**
   * Once, in the order of ids: documents after this id, at most so many of them. By an index: a page costs the same however many there are.
   * One that is saved or answered for at this moment may be left out; `changed` tells of it.
   */
  readAfter(id: string, limit: number): Promise<readonly Held<View>[]>;
}

type ShelfOf<Descriptor> = Descriptor extends DomainAggregate<infer View, infer Schemas> ? Shelf<View, Schemas> : never;
export type Shelves = { readonly [Name in AggregateName]: ShelfOf<(typeof aggregates)[Name]> };

/** How this workstation stands to the server. `live` never holds while something is refused-unhandled or older than 5 s unsent. */
export interface SyncState {
  readonly link: 'starting' | 'live' | 'catching-up' | 'disconnected' | 'signed-out';
  /** What is kept here cannot be read yet: somebody has to sign in or enter their PIN. */
  readonly sealed: boolean;
  /** Everything the server had is here, and what is done elsewhere comes at once; also while something waits to be sent or decided. */
  readonly joined: boolean;
  /** Since when the link is as it is; wall ms. */
  readonly sinceMs: number;
  /** Entries saved here that the server has not answered for. */
  readonly unsent: number;
  /** When the oldest of them was made; wall ms. */
  readonly oldestUnsentMs: number | null;
  /** Refusals that wait: of this workstation, and those from anywhere that the person who is here may handle. */
  readonly refused: number;
  /** Documents received of those to come, while a long pull runs. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** This workstation's clock minus the server's, ms; null while unknown. Shown when beyond two minutes. */
  readonly clockOffsetMs: number | null;
  /** The server ended this session, with this code: somebody has to sign in again. */
  readonly sessionOver: string | null;
  /** The programs of workstation and server do not understand each other: which of the two has to be upgraded. */
  readonly otherVersion: ProtocolProblem | null;
  /** Entries of this workstation that only a newer server can judge; they are among the unsent. */
  readonly awaitsServer: number;
  /** The server's program is older: there are kinds of documents that it does not keep, and that stay here until it is upgraded. */
  readonly olderServer: boolean;
  /** Files that are kept here and not wholly on the server, with their parts sent so far; null when there are none. */
  readonly filesToSend: FilesToSend | null;
}

/** Files that wait, and how far their sending is, in chunks of all of them. */
export interface FilesToSend {
  readonly files: number;
  readonly done: number;
  readonly total: number;
}

/** `ok`: kept on this workstation. Otherwise why not; nothing was written. */
export type Handled = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** An entry that the server did not accept, as this workstation keeps it or as the server tells the person who is here. */
export interface KnownRefusal {
  readonly id: string;
  readonly db: AggregateName;
  readonly document: string;
  readonly entry: Entry;
  readonly code: string;
  readonly about?: string;
  /** Who may hold the document ('ward:4B'). */
  readonly scopes: readonly string[];
  /** When this workstation was told or, of what was done elsewhere, when the server refused it; wall ms. */
  readonly toldMs: number;
  /** It was done at this workstation, and is kept here. */
  readonly here: boolean;
  /** Nobody has handled it yet. */
  readonly waits: boolean;
  /** What people did about it, the earliest first. */
  readonly handled: readonly RefusalHandling[];
  /** Something of that is kept here and not yet on the server. */
  readonly untold: boolean;
  /** Was a new entry made in its place? `refused`: that one has taken its place in the list. */
  readonly again: 'no' | 'unanswered' | 'refused';
}

/** On how many stations of the ward a document is shown; stations counts the connected ones. */
export interface ShownOn {
  readonly shown: number;
  readonly stations: number;
}

/** What the server has not taken of a workstation that is taken away. */
export interface LeftHere {
  readonly entries: number;
  readonly files: readonly FileLeft[];
}

/** One workstation's replica: everything a screen needs, with or without a network. */
export interface Replica {
  readonly workstation: string;
  /** How its storage was found at this start. */
  readonly recovery: Recovery;
  readonly shelves: Shelves;
  /** The session that was begun, as the server last told it: role, wards and scopes can change under it. */
  readonly session: Observable<Session | null>;
  /** Null where this workstation keeps none. */
  readonly files: Files | null;
  readonly sync: Observable<SyncState>;
  /** The latest first. What was done at other workstations only while somebody is here who may see it. */
  readonly refusals: Observable<readonly KnownRefusal[]>;
  /** Per document id of `calls`. Empty while disconnected. */
  readonly shownOn: Observable<ReadonlyMap<string, ShownOn>>;
  /** The workstations of the ward, and which of them the server hears; null while this one does not hear the server. */
  readonly wardStations: Observable<StationsOfWard | null>;
  /** Tells the server what is painted here. Repeats are cheap; the whole current set each time. */
  showing(db: AggregateName, ids: readonly string[]): void;
  /** Acts are made under this session from now on, and sync runs with its token. */
  begin(session: Session, token: string): Promise<void>;
  /** Sync runs under this session while nobody is here: nothing can be added. */
  listen(session: Session, token: string): void;
  /** The person has gone: nothing can be added; what is held stays, sync goes on under the session until another begins or it ends. */
  pause(): void;
  /** Puts a refusal aside, under the name of who is here. Works without a server. */
  dismissRefusal(id: string, note: string): Promise<Handled>;
  /** The power came back or the network changed: look at once instead of at the next turn. */
  wake(): void;
  /**
   * Hands in what is unsent by the key of this workstation, when it is taken away and its sessions are over (N6). Answers what is left;
   * null while nobody has opened what is kept here.
   */
  handIn(): Promise<LeftHere | null>;
  close(): Promise<void>;
}
