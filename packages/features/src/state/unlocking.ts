import type { CalledPerson, PersonHere, ShownPerson } from '@healthcare/replica';
import type { Pass } from './gate.ts';
import type { Streamed } from './streamed.ts';

/** `code`: why not, for the person. `left`: how many more tries there are before the PIN is destroyed. */
export type UnlockAnswer =
  | { readonly ok: true; readonly pass: Pass }
  | { readonly ok: false; readonly code: 'pin/wrong'; readonly left: number }
  | { readonly ok: false; readonly code: 'pin/destroyed' | 'pin/none' | 'pin/not-counted' };

export type PinProof = { readonly ok: true } | Extract<UnlockAnswer, { readonly ok: false }>;

/** What opens this workstation, and who can. No promise rejects, unless what is kept here cannot be read at all. */
export interface Unlocking {
  /** Who has set a PIN here, the last at work first. */
  readonly people: Streamed<readonly PersonHere[]>;
  has(user: string): boolean;
  /** After a full sign-in, before the session begins: what is kept here opens. Otherwise a code: nothing can be shown. */
  signedIn(pass: Pass): Promise<string | null>;
  /** The same by a PIN, with or without a network. */
  unlock(user: string, pin: string): Promise<UnlockAnswer>;
  /** The person who is here shows by their PIN that it is them, with or without a network. A wrong one counts as at the lock. */
  provesPin(user: string, pin: string): Promise<PinProof>;
  /** The person who is here can unlock by this PIN from now on, until their sign-in ends. Otherwise a code; needs the server. */
  setPin(person: ShownPerson, pin: string): Promise<string | null>;
  /** What the staff directory calls them now. */
  named(members: Readonly<Record<string, CalledPerson>>): Promise<void>;
  /** The person who is here has another token from now on: their PIN opens that one. */
  renewed(pass: Pass): Promise<void>;
  /** This sign-in counts no longer, and what a PIN opens with it. */
  ended(user: string): Promise<void>;
  /** Unfinished work of the person who is here, sealed for them alone; read after they came. */
  readonly drafts: Drafts;
}

export interface Drafts {
  read(): Promise<string | null>;
  /** Null: there is none any more. */
  write(text: string | null): void;
}
