import type { Replica } from '@healthcare/replica';
import type { WorkstationSettings } from '../settings/index.ts';
import type { FileOpenings } from './file-openings.ts';
import type { Gate } from './gate.ts';
import type { KeptSession } from './kept-session.ts';
import type { ScannerFolder } from './scanner-folder.ts';
import type { ServerDoor } from './server-door.ts';
import type { CallSound } from './sound.ts';
import type { Unlocking } from './unlocking.ts';

/** A text that outlives the page; null while none is kept, or it cannot be opened. */
export interface KeptText {
  read(): Promise<string | null>;
  /** Rejects when it could not be kept. */
  write(text: string): Promise<void>;
}

/** Everything the screens reach the world through. The application composes them; the simulator of a test gives its own. */
export interface Ports {
  readonly replica: Replica;
  readonly audit: FileOpenings;
  readonly gate: Gate;
  readonly server: ServerDoor;
  readonly keptSession: KeptSession;
  readonly unlocking: Unlocking;
  readonly sound: CallSound;
  readonly settings: WorkstationSettings;
  /** Which of the banners of this machine somebody has read and closed. */
  readonly readBanners: { has(banner: string): boolean; add(banner: string): void };
  /** Does the board of this terminal show names, or initials only, because everybody who passes can read it? */
  readonly boardNames: { shown(): boolean; show(names: boolean): void };
  readonly nowMs: () => number;
  /** A new id for a document or an entry; never given twice. */
  readonly newId: () => string;
  /** Writes a text file where the person says; false when they did not, or it could not be written. The name must not name a patient. */
  readonly saveText: (suggestedName: string, text: string) => Promise<boolean>;
  /** The same for a table, as a file that spreadsheets open. */
  readonly saveCsv: (suggestedName: string, text: string) => Promise<boolean>;
  /** Where this workstation's scanner puts its files; null in a browser. */
  readonly scanner: ScannerFolder | null;
  /** The ward's downtime pack, kept sealed on this workstation (W4). */
  readonly downtime: KeptText;
  /** Prints what the page gives to paper, by the system's own dialog; false when it was not printed. */
  readonly printPage: () => Promise<boolean>;
  /** The person has gone: everything that was read for them is let go, on a desktop with the whole renderer. */
  readonly userSwitched: () => void;
}
