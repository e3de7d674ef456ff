import { canonical } from '@healthcare/domain';
import { SignedIn } from '@healthcare/protocol';
import { BehaviorSubject, type Observable } from 'rxjs';
import { z } from 'zod';
import { fromBase64, toBase64 } from '../seals/base64.ts';
import { keyFor } from '../seals/data-key.ts';
import { openedText, sealedText } from '../seals/sealed-text.ts';
import type { KnownTime } from './known-time.ts';
import { badgeText } from './pin.ts';
import { type PinCost, pinCost, pinKey, SALT_BYTES } from './pin-key.ts';

/** Where a keyring lies: one text, on the disk when `write` resolves. */
export interface KeyringPlace {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

const Name = z.object({ en: z.string(), ar: z.string() });
/** What the lock screen shows of somebody. */
const Shown = z.object({
  user: z.string(),
  name: Name,
  role: z.string(),
  sex: z.enum(['female', 'male']),
  /** The numbers they sign in by, one of which is on their badge, in the form of `badgeText`; absent where they are not known. */
  badges: z.array(z.string()).optional(),
});
export type ShownPerson = Readonly<z.infer<typeof Shown>>;
/** How somebody is shown, as the staff directory has it. */
export type CalledPerson = Pick<ShownPerson, 'name' | 'role' | 'sex'>;

const Kept = Shown.extend({
  /** When they were last at work here; wall ms of the server, as far as it was known. */
  lastMs: z.number(),
  /** Until when the sign-in counts, and with it the PIN; wall ms of the server. */
  untilMs: z.number(),
  /** Wrong PINs since the last right one. */
  failures: z.number(),
  salt: z.string(),
  cost: z.object({ memoryKiB: z.number(), passes: z.number() }),
  /** The key of the content, sealed by that of the PIN. Null: destroyed after too many wrong ones. */
  box: z.string().nullable(),
  /** What the PIN opens, sealed by a key of its own. The pass stands for itself: a new token is put in without asking for the PIN. */
  pass: z.string(),
  keys: z.string(),
});
type Kept = Readonly<z.infer<typeof Kept>>;

/** Keys that a PIN opens, as base64url of 256 bits. */
const Keys = z.object({
  /** Opens what this workstation keeps; absent where the system's key store does that. */
  workstation: z.string().optional(),
  /** Opens this person's unfinished work. */
  person: z.string().optional(),
});
/** What a PIN opens: the pass of the person, and their keys. */
export type OpenedByPin = SignedIn & Readonly<z.infer<typeof Keys>>;

/** Somebody who can unlock here. `destroyed`: their PIN is gone after too many wrong ones, and only a full sign-in helps. */
export interface PersonHere extends ShownPerson {
  readonly lastMs: number;
  readonly destroyed: boolean;
}

export type Unlocked =
  | { readonly ok: true; readonly opened: OpenedByPin }
  | { readonly ok: false; readonly code: 'pin/wrong'; readonly left: number }
  | { readonly ok: false; readonly code: 'pin/destroyed' | 'pin/none' };

/** What the server tells the workstation of those whose sign-ins wait under a PIN there. */
export type WaitingPeople = readonly { readonly user: string; readonly badges: readonly string[] }[];

/** Whose sign-in is over by what is known here is not shown; by a clock that may be wrong it goes from the disk only after so long (ms). */
const SURELY_OVER_MS = 24 * 3_600_000;
/** Wrong PINs in a row before what it opens is destroyed. */
export const MOST_FAILURES = 10;

export interface KeyringParts {
  readonly place: KeyringPlace;
  /** Hides the names from whoever reads the disk; it opens nothing else. */
  readonly shownKey: CryptoKey;
  /** Bound into every box: of another workstation it does not open. */
  readonly workstation: string;
  /** By this a PIN ends: not by a clock that anybody can set. */
  readonly time: KnownTime;
  /** What one try costs; tests give less. */
  readonly cost?: PinCost;
}

/** The people who have set a PIN at this workstation, and what their PINs open. */
export class Keyring {
  readonly people: Observable<readonly PersonHere[]>;
  readonly #parts: KeyringParts;
  readonly #people = new BehaviorSubject<readonly PersonHere[]>([]);
  #kept: readonly Kept[] = [];
  /** Who is here, and what seals what their PIN opens. */
  #here: { readonly user: string; readonly key: CryptoKey } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(parts: KeyringParts) {
    this.#parts = parts;
    this.people = this.#people.asObservable();
  }

  static async open(parts: KeyringParts): Promise<Keyring> {
    const keyring = new Keyring(parts);
    keyring.#kept = await keyring.#read();
    await keyring.#dropExpired(SURELY_OVER_MS).catch(() => undefined); // a full disk: they are passed over all the same
    keyring.#tell();
    return keyring;
  }

  has(user: string): boolean {
    return this.#valid(user)?.box != null;
  }

  /** Is this, however it is written, the number of a badge by which somebody else is chosen here? */
  isBadgeOfAnother(text: string, user: string): boolean {
    const badge = badgeText(text);
    return this.#kept.some((one) => one.user !== user && one.badges?.includes(badge));
  }

  /** From now on this PIN opens this. Takes the place of an earlier one of the same person. */
  set(person: ShownPerson, pin: string, opened: OpenedByPin): Promise<void> {
    return this.#inTurn(async () => {
      const { cost = pinCost, time } = this.#parts;
      const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      const bits = crypto.getRandomValues(new Uint8Array(32));
      const box = await sealedText(await pinKey(pin, salt, cost), this.#about(person.user), toBase64(bits));
      const key = await keyFor('pin', bits);
      const { session, token, ...keys } = opened;
      const pass = await this.#sealedPass(person.user, key, { session, token });
      const sealed = { ...pass, keys: await sealedText(key, this.#about(person.user), JSON.stringify(keys)) };
      await this.#keep({ ...person, lastMs: time.now(), failures: 0, salt: toBase64(salt), cost, box, ...sealed });
      this.#here = { user: person.user, key };
    });
  }

  /** A try is counted on the disk before it is made: ending the program does not give another. */
  unlock(user: string, pin: string): Promise<Unlocked> {
    return this.#inTurn(async () => {
      const kept = this.#valid(user);
      if (!kept) return { ok: false, code: 'pin/none' };
      if (kept.box === null) return { ok: false, code: 'pin/destroyed' };
      if (kept.failures >= MOST_FAILURES) return this.#destroy(kept); // ended in the middle of the tenth try
      const failures = kept.failures + 1;
      await this.#keep({ ...kept, failures });
      const key = await pinKey(pin, fromBase64(kept.salt), kept.cost);
      const bits = await openedText(key, this.#about(user), kept.box).catch(() => undefined); // the wrong PIN, and nothing else is told
      if (bits === undefined) {
        if (failures < MOST_FAILURES) return { ok: false, code: 'pin/wrong', left: MOST_FAILURES - failures };
        return this.#destroy({ ...kept, failures });
      }
      await this.#keep({ ...kept, failures: 0, lastMs: this.#now() });
      const opener = await keyFor('pin', fromBase64(bits));
      const [pass, keys] = await Promise.all(
        [kept.pass, kept.keys].map(async (sealed) => JSON.parse(await openedText(opener, this.#about(user), sealed))),
      );
      this.#here = { user, key: opener };
      return { ok: true, opened: { ...SignedIn.parse(pass), ...Keys.parse(keys) } };
    });
  }

  /** The token of the person who is here is another: the old one in their box would be of no use. */
  renew(user: string, signedIn: SignedIn): Promise<void> {
    return this.#inTurn(async () => {
      const [kept, here] = [this.#valid(user), this.#here];
      if (kept?.box == null || here?.user !== user) return;
      await this.#keep({ ...kept, ...(await this.#sealedPass(user, here.key, signedIn)) });
    });
  }

  /** The server has told its time (wall ms): what is over by it goes from the disk. */
  heard(serverMs: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#parts.time.heard(serverMs);
      await this.#dropExpired(0);
      this.#tell();
    });
  }

  /** Time has passed without a word of the server. */
  passed(): void {
    this.#tell();
  }

  /** By which numbers they sign in now (U9): a badge of whoever has another, or is not among them any more, chooses nobody. */
  knows(waiting: WaitingPeople): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#kept.map((one) => {
        const badges = waiting.find(({ user }) => user === one.user)?.badges ?? [];
        return { ...one, badges: [...new Set(badges.map(badgeText).filter(Boolean))] };
      });
      if (JSON.stringify(now) !== JSON.stringify(this.#kept)) await this.#write(now);
    });
  }

  /** What they are called, as the workstation knows it now: whoever set a PIN before it knew, or has another name since, is shown by it. */
  named(members: Readonly<Record<string, CalledPerson>>): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#kept.map((one) => {
        const called = members[one.user];
        if (!(called?.name.en && called.name.ar)) return one; // nobody has registered them here yet
        const { name, role, sex } = called;
        return { ...one, name, role, sex };
      });
      if (canonical(now) !== canonical(this.#kept)) await this.#write(now);
    });
  }

  /** Nobody is here any more. */
  leave(): void {
    this.#here = undefined;
  }

  /** This person has signed out, or their sign-in was taken back: the PIN goes with what it opened. */
  forget(user: string): Promise<void> {
    return this.#inTurn(() => this.#write(this.#kept.filter((one) => one.user !== user)));
  }

  #valid(user: string): Kept | undefined {
    return this.#kept.find((one) => one.user === user && this.#now() < one.untilMs);
  }

  /** Their sign-ins have been over for so long, so nothing their PINs open is of use. */
  async #dropExpired(forMs: number): Promise<void> {
    const nowMs = this.#now();
    const valid = this.#kept.filter(({ untilMs }) => nowMs < untilMs + forMs);
    if (valid.length < this.#kept.length) await this.#write(valid);
  }

  #now(): number {
    return this.#parts.time.now();
  }

  async #destroy(kept: Kept): Promise<Unlocked> {
    await this.#keep({ ...kept, box: null, pass: '', keys: '' });
    return { ok: false, code: 'pin/destroyed' };
  }

  #keep(one: Kept): Promise<void> {
    return this.#write([one, ...this.#kept.filter(({ user }) => user !== one.user)]);
  }

  async #write(kept: readonly Kept[]): Promise<void> {
    const { place, shownKey } = this.#parts;
    await place.write(await sealedText(shownKey, 'people', JSON.stringify(kept)));
    this.#kept = kept;
    this.#tell();
  }

  async #read(): Promise<readonly Kept[]> {
    const { place, shownKey } = this.#parts;
    const text = await place.read().catch(() => undefined); // damaged: as if nobody had a PIN
    if (text === undefined) return [];
    // Of another workstation's secret, or damaged: everybody signs in in full, and sets a PIN anew.
    const list = await openedText(shownKey, 'people', text).catch(() => '[]');
    return z.array(Kept).safeParse(JSON.parse(list)).data ?? [];
  }

  #tell(): void {
    const nowMs = this.#now();
    const valid = this.#kept.filter(({ untilMs }) => nowMs < untilMs);
    const shown = valid.map(({ user, name, role, sex, badges, lastMs, box }) => ({
      ...{ user, name, role, sex, lastMs },
      ...(badges && { badges }),
      destroyed: box === null,
    }));
    this.#people.next(shown.toSorted((a, b) => b.lastMs - a.lastMs));
  }

  async #sealedPass(user: string, key: CryptoKey, signedIn: SignedIn): Promise<Pick<Kept, 'pass' | 'untilMs'>> {
    const pass = await sealedText(key, this.#about(user), JSON.stringify(signedIn));
    return { pass, untilMs: Date.parse(signedIn.session.expiresAt) };
  }

  #about(user: string): string {
    return `pin|${this.#parts.workstation}|${user}`;
  }

  /** One after another: two tries at once must count as two. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined); // whoever asked is told
    return turn;
  }
}
