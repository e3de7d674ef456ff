/**
 * What the page may ask of the desktop it runs in: `window.workstation`, absent in a plain browser.
 * This file imports nothing of Electron: screens may import its types.
 */
export interface WorkstationApi {
  /** Grows when a call changes its meaning or goes away; new calls do not change it. */
  readonly version: 1;
  settings(): Promise<WorkstationSettings>;
  /** 256 random bits as base64url, made once on this machine and kept by the operating system's key store. */
  secret(): Promise<string>;
  /** 256 random bits as base64url, made once on this machine and kept as the secret is: what the page seals its own storage with. */
  dataKey(): Promise<string>;
  readonly journal: JournalApi;
  readonly witness: WitnessApi;
  readonly scanner: ScannerApi;
  /**
   * This workstation is enrolled at the server with this certificate (SHA-256 fingerprint), and from now on speaks to no other; null: one that
   * the operating system trusts will do.
   */
  pinServer(fingerprint: string | null): Promise<void>;
  /** Deletes this machine's keys, journal and memory of its storage. The page that is opened next is that of a new machine. */
  wipe(): Promise<void>;
  /** Ends this page and its process and opens a fresh one, so that what was decrypted leaves memory. */
  userSwitched(): Promise<void>;
  /** The system's print dialog for the page as it is shown. */
  print(): Promise<PrintAnswer>;
  /** Writes the page as an A4 PDF where the person says. `suggestedName` must not name a patient. */
  savePdf(suggestedName: string): Promise<SaveAnswer>;
  /** Writes a text file where the person says. `suggestedName` must not name a patient; at most one million characters. */
  saveText(suggestedName: string, text: string): Promise<SaveAnswer>;
  /** The same for a table as CSV. */
  saveCsv(suggestedName: string, text: string): Promise<SaveAnswer>;
  /** Called when the machine woke up or was unlocked: connections are likely dead. Answers how to stop listening. */
  onResume(listener: () => void): () => void;
  /** Called when the server shows another certificate than the pinned one: nothing is sent to it. Answers how to stop listening. */
  onServerRefused(listener: () => void): () => void;
  /** Writes a code such as `replica/store-failed` to the machine's log. Words about people do not fit in a code. */
  reportFault(code: string): Promise<void>;
}

/** Where an entry becomes "saved": on disk and flushed when `append` resolves, until the server has confirmed it. */
export interface JournalApi {
  /** Appending an id that is already there changes nothing. Rejects with `journal/…` when it could not be made safe. */
  append(entry: JournalEntry): Promise<void>;
  /** These need not be kept any longer: the server has them. Unknown ids are passed over. */
  acknowledge(ids: readonly string[]): Promise<void>;
  /** What was appended and not acknowledged, oldest first. */
  pending(): Promise<readonly JournalEntry[]>;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Anything of JSON with an id of its own; at most one million characters as JSON. */
export interface JournalEntry {
  readonly id: string;
  readonly [name: string]: Json;
}

/**
 * A second memory of what the page's database once held. A page whose database is empty or older than `sequence` has lost
 * its storage, and must say so and fetch everything anew instead of taking the emptiness for the truth.
 */
export interface WitnessApi {
  read(): Promise<StorageWitness>;
  /** The highest local sequence the page's database has stored; a lower one than before is passed over. */
  record(sequence: number): Promise<void>;
}

export interface StorageWitness {
  /** Random, made with the profile folder. */
  readonly profileId: string;
  /** Starts of the app on this profile, this one included. */
  readonly generation: number;
  readonly sequence: number;
}

/** The folder into which a scanner writes. Its files have ids that a look has given: a page cannot ask for a path. */
export interface ScannerApi {
  /** What lies there now; null where the machine's policy names no folder. */
  look(): Promise<ScannerLook | null>;
  /** At most 4 MiB from this byte on, nothing at its end. Rejects with `scanner/gone`, `scanner/changed`, `scanner/not-opened`. */
  read(id: string, from: number): Promise<Uint8Array>;
  /** What was read to its end is kept elsewhere and leaves the folder. Rejects as `read` does, and with `scanner/not-read`, `scanner/not-moved`. */
  taken(id: string): Promise<void>;
}

/** `arriving`: files that are still being written, or that another program holds. */
export type ScannerLook =
  | { readonly reached: false }
  | { readonly reached: true; readonly files: readonly ScannedFile[]; readonly arriving: number };

/** A file that has stopped changing. */
export interface ScannedFile {
  readonly id: string;
  /** Without a folder. */
  readonly name: string;
  readonly bytes: number;
  /** When it was last written, by the clock of the folder; wall ms. */
  readonly changedMs: number;
  /** Its first bytes, which say what it is. */
  readonly head: Uint8Array;
}

export type WorkstationKind = 'ward' | 'pharmacy' | 'admin' | 'patient';
export type Language = 'en' | 'ar';

export interface WorkstationSettings {
  /** Without a slash at the end, e.g. https://sync.hospital.example */
  readonly serverUrl: string;
  readonly kind: WorkstationKind;
  readonly wardId: string | null;
  readonly language: Language | null;
  readonly idleLockSeconds: number;
  readonly pinRequired: boolean;
  /** The board of this terminal shows initials, and nobody turns names on. */
  readonly boardInitialsOnly: boolean;
  /** By which this machine enrols itself at its first start; null: somebody enters one. */
  readonly enrolmentCode: string | null;
  /** Of the certificate that the server has shown to this machine (SHA-256); null without TLS, or before it was reached. */
  readonly serverFingerprint: string | null;
  /** What everybody at this machine must see for as long as it is so; sentences in `bannerSentences`. */
  readonly banners: readonly Banner[];
  readonly appVersion: string;
}

export type Banner =
  | 'key-store/plain-text'
  | 'policy/ignored-writable'
  | 'server/certificate-changed'
  | 'storage/stopped-uncleanly'
  | 'storage/lost'
  | 'journal/damaged'
  | 'disk/low'
  | 'disk/full';

export type PrintAnswer =
  | { readonly printed: true }
  | { readonly printed: false; readonly why: 'cancelled' | 'failed' };
export type SaveAnswer = { readonly saved: true } | { readonly saved: false; readonly why: 'cancelled' | 'failed' };

/** Every call of the page to the main process, with what it sends and what it gets. The one list of channels. */
export interface Channels {
  'workstation:settings': { readonly ask: readonly []; readonly answer: WorkstationSettings };
  'workstation:secret': { readonly ask: readonly []; readonly answer: string };
  'workstation:data-key': { readonly ask: readonly []; readonly answer: string };
  'workstation:journal-append': { readonly ask: readonly [JournalEntry]; readonly answer: null };
  'workstation:journal-acknowledge': { readonly ask: readonly [readonly string[]]; readonly answer: null };
  'workstation:journal-pending': { readonly ask: readonly []; readonly answer: readonly JournalEntry[] };
  'workstation:witness-read': { readonly ask: readonly []; readonly answer: StorageWitness };
  'workstation:witness-record': { readonly ask: readonly [number]; readonly answer: null };
  'workstation:scanner-look': { readonly ask: readonly []; readonly answer: ScannerLook | null };
  'workstation:scanner-read': { readonly ask: readonly [string, number]; readonly answer: Uint8Array };
  'workstation:scanner-taken': { readonly ask: readonly [string]; readonly answer: null };
  'workstation:pin-server': { readonly ask: readonly [string | null]; readonly answer: null };
  'workstation:wipe': { readonly ask: readonly []; readonly answer: null };
  'workstation:user-switched': { readonly ask: readonly []; readonly answer: null };
  'workstation:print': { readonly ask: readonly []; readonly answer: PrintAnswer };
  'workstation:save-pdf': { readonly ask: readonly [string]; readonly answer: SaveAnswer };
  'workstation:save-text': { readonly ask: readonly [string, string]; readonly answer: SaveAnswer };
  'workstation:save-csv': { readonly ask: readonly [string, string]; readonly answer: SaveAnswer };
  'workstation:report-fault': { readonly ask: readonly [string]; readonly answer: null };
}

export type Channel = keyof Channels;

/** What main tells the page without being asked. */
export const resumedChannel = 'workstation:resumed';
export const serverRefusedChannel = 'workstation:server-refused';

/** An answer as it crosses: a refusal is a value with a code, its cause stays in the log. */
export type Reply<C extends Channel> =
  | { readonly ok: true; readonly value: Channels[C]['answer'] }
  | { readonly ok: false; readonly code: string };

export { bannerSentences } from './banner-sentences.ts';
