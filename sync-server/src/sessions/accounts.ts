import { createHmac, randomBytes } from 'node:crypto';
import type { Role } from '@healthcare/domain';
import type { Language } from '@healthcare/protocol';
import { hash, verify } from '@node-rs/argon2';
import type { Secrets } from '../secrets/index.ts';
import {
  type Database,
  documentsOf,
  isMissing,
  openDatabase,
  type Pouch,
  type Stored,
  WriteFailed,
} from '../store/database.ts';
import { type Assignment, sameAssignment } from './assignment.ts';
import { atMost } from './at-most.ts';
import { claimNumbers, isNumberOf, type LoginDocument, loginKey, numbersOf, releaseNumber } from './login-keys.ts';

/** Who may sign in. `_id` is the staff id; the directory entry of the same id shows the person. */
export interface Account extends Stored {
  readonly logins: readonly string[];
  /** The number on their badge, where it is another one: it can be changed and taken away. They sign in by it too. */
  readonly badge?: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly wards: readonly string[];
  /** Where codes go; it was shown to be theirs. */
  readonly email?: string;
  /** Of the mails that no screen asked for. */
  readonly language?: Language;
  /** Opened with an invitation, and nobody has come in yet: the code of the first sign-in shows that the address is theirs. */
  readonly invited?: true;
  /** The person works here no longer. */
  readonly closed?: true;
}

export interface Accounts {
  /** The account that this login and password belong to. Takes the same time whether the login is unknown or the password wrong. */
  byPassword(login: string, password: string): Promise<Account | undefined>;
  /** Is this the password of the account with this id? */
  passwordHolds(id: string, password: string): Promise<boolean>;
  /** False when nobody has this id, or the account is closed. */
  setPassword(id: string, password: string): Promise<boolean>;
  /** What a password of this person may not contain. */
  ownData(id: string): Promise<readonly string[]>;
  /** The account of a login, for somebody whose password was right before: is it still the same? */
  byLogin(login: string): Promise<Account | undefined>;
  byId(id: string): Promise<Account | undefined>;
  /** False when nobody has this id. */
  setAddress(id: string, address: { readonly email: string; readonly language: Language }): Promise<boolean>;
  /** The number on their badge from now on; null: none. False when nobody has this id. Rejects with `LoginTaken`. */
  setBadge(id: string, badge: string | null): Promise<boolean>;
  /** Whoever was invited has come in for the first time. */
  cameIn(id: string): Promise<void>;
  /**
   * The secret of the workstation that a peer with only a login and a password stands for: the same for the same login, and to be
   * guessed from nothing that anybody is given.
   */
  peerSecret(login: string): Promise<string>;
  /** Adds accounts, or replaces those with the same id. Rejects with `LoginTaken`; nothing is written then. */
  put(accounts: readonly Account[]): Promise<void>;
  /** Undefined when nobody has this id. */
  roleOf(id: string): Promise<Role | undefined>;
  /** Another role and other wards from now on, or closed. False when nobody has this id. */
  assign(id: string, assignment: Assignment | 'closed'): Promise<boolean>;
  close(): Promise<void>;
}

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
export const hashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing runs on the threads that also write to the disk: a burst of sign-ins must leave some of them free. */
const HASHED_AT_ONCE = 2;

/** The one queue for all of them in this process. */
export const hashedInTurn = atMost(HASHED_AT_ONCE);

/** NFC first: an Arabic password typed on another keyboard is the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), hashCost);
}

/** An account on the disk: who has the database alone learns nobody's address. */
interface KeptAccount extends Omit<Account, 'email'> {
  readonly sealedEmail?: string;
}

export function openAccounts(pouch: Pouch, secrets: Pick<Secrets, 'seal' | 'open'>): Accounts {
  const accounts = sealing(openDatabase<KeptAccount>(pouch, 'accounts'), secrets);
  const logins = openDatabase<LoginDocument>(pouch, 'logins');
  const nobody = hashPassword('nobody has this password');
  let peerKey: Promise<string> | undefined;
  const find = async (login: string): Promise<Account | undefined> => {
    try {
      const account = await accounts.get((await logins.get(loginKey(login))).account);
      return account && isNumberOf(account, login) ? account : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  /** What is read, decided and written is one thing: two changes of one account at once are both there afterwards. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work);
    last = turn.catch(() => undefined); // whoever asked is told
    return turn;
  }
  /** False when nobody has this id, or the step leaves it as it is. */
  const change = (id: string, step: (account: Account) => Account | undefined): Promise<boolean> =>
    inTurn(async () => {
      const account = await accounts.get(id);
      const next = account && step(account);
      if (next) await accounts.put([next]);
      return next !== undefined;
    });
  const holds = async (id: string, number: string) => {
    const account = await accounts.get(id);
    return account !== undefined && isNumberOf(account, number);
  };
  return {
    async byPassword(login, password) {
      const account = await find(login);
      const expected = account?.passwordHash ?? (await nobody);
      const right = await hashedInTurn(() => verify(expected, password.normalize('NFC')));
      return right ? account : undefined;
    },
    async passwordHolds(id, password) {
      const account = await accounts.get(id);
      const expected = account?.passwordHash ?? (await nobody);
      const right = await hashedInTurn(() => verify(expected, password.normalize('NFC')));
      return right && account !== undefined && !account.closed;
    },
    async setPassword(id, password) {
      const passwordHash = await hashedInTurn(() => hashPassword(password));
      return change(id, (account) => (account.closed ? undefined : { ...account, passwordHash }));
    },
    async ownData(id) {
      const account = await accounts.get(id);
      return [id, ...(account ? numbersOf(account) : []), ...(account?.email ? [account.email] : [])];
    },
    byLogin: find,
    byId: (id) => accounts.get(id),
    setAddress: (id, address) => change(id, (account) => ({ ...account, ...address })),
    setBadge: (id, badge) =>
      inTurn(async () => {
        const account = await accounts.get(id);
        if (!account) return false;
        const { badge: before, ...bare } = account;
        const next: Account = badge === null ? bare : { ...bare, badge };
        await claimNumbers(logins, [next], holds);
        await accounts.put([next]);
        if (before !== undefined && !isNumberOf(next, before)) await releaseNumber(logins, before);
        return true;
      }),
    async cameIn(id) {
      await change(id, ({ invited, ...account }) => (invited ? account : undefined));
    },
    async peerSecret(login) {
      peerKey ??= keptKey(logins);
      return createHmac('sha256', await peerKey)
        .update(loginKey(login))
        .digest('base64url');
    },
    put: (given) =>
      inTurn(async () => {
        await claimNumbers(logins, given, holds);
        await accounts.put(given);
      }),
    roleOf: async (id) => (await accounts.get(id))?.role,
    assign: (id, assignment) =>
      inTurn(async () => {
        const account = await accounts.get(id);
        if (!account) return false;
        const { closed, ...open } = account;
        if (assignment === 'closed') {
          if (!closed) await accounts.put([{ ...open, closed: true }]);
        } else if (closed || !sameAssignment(account, assignment))
          await accounts.put([{ ...open, role: assignment.role, wards: [...assignment.wards] }]);
        return true;
      }),
    close: async () => {
      await last;
      await Promise.all([accounts.close(), logins.close()]);
    },
  };
}

/** Seals addresses on their way to the disk, and opens them on their way back. */
function sealing(database: Database<KeptAccount>, secrets: Pick<Secrets, 'seal' | 'open'>) {
  return {
    async get(id: string): Promise<Account | undefined> {
      const kept = (await documentsOf(database, [id])).get(id);
      if (!kept) return undefined;
      const { sealedEmail, ...account } = kept;
      const email = sealedEmail && secrets.open('mail-address', sealedEmail, id);
      return { ...account, ...(email && { email }) };
    },
    put: (given: readonly Account[]): Promise<void> =>
      replace(
        database,
        given.map(({ email, ...account }) => {
          return { ...account, ...(email && { sealedEmail: secrets.seal('mail-address', email, account._id) }) };
        }),
      ),
    close: () => database.close(),
  };
}

/** Made once, and kept beside the logins. */
async function keptKey(logins: Database<LoginDocument>): Promise<string> {
  const kept = logins as unknown as Database<Stored & { readonly key: string }>; // a local document has a shape of its own
  const _id = '_local/peers';
  try {
    return (await kept.get(_id)).key;
  } catch (error) {
    if (!isMissing(error)) throw error;
    const key = randomBytes(32).toString('base64url');
    await kept.put({ _id, key });
    return key;
  }
}

async function replace<Document extends Stored>(
  database: Database<Document>,
  documents: readonly Document[],
): Promise<void> {
  const stored = await documentsOf(
    database,
    documents.map(({ _id }) => _id),
  );
  const failed = (
    await database.bulkDocs(documents.map((document) => ({ ...document, _rev: stored.get(document._id)?._rev })))
  ).filter(({ error }) => error);
  if (failed.length > 0) throw new WriteFailed(failed);
}
