import type { Role } from '@healthcare/domain';
import { hash, verify } from '@node-rs/argon2';
import { openDatabase, type Pouch, type Stored } from '../store/database.ts';

/** Who may sign in. `_id` is the staff id; the directory entry of the same id shows the person. */
export interface Account extends Stored {
  readonly logins: readonly string[];
  readonly passwordHash: string;
  readonly role: Role;
  readonly wards: readonly string[];
}

export interface Accounts {
  /** The account that this login and password belong to. Takes the same time whether the login is unknown or the password wrong. */
  byPassword(login: string, password: string): Promise<Account | undefined>;
  put(accounts: readonly Account[]): Promise<void>;
  close(): Promise<void>;
}

interface LoginDocument extends Stored {
  readonly account: string;
}

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** NFC first: an Arabic password typed on another keyboard is the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

export function openAccounts(pouch: Pouch): Accounts {
  const accounts = openDatabase<Account>(pouch, 'accounts');
  const logins = openDatabase<LoginDocument>(pouch, 'logins');
  const nobody = hashPassword('nobody has this password');
  const find = async (login: string): Promise<Account | undefined> => {
    try {
      return await accounts.get((await logins.get(loginKey(login))).account);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    async byPassword(login, password) {
      const account = await find(login);
      const right = await verify(account?.passwordHash ?? (await nobody), password.normalize('NFC'));
      return right ? account : undefined;
    },
    async put(given) {
      await accounts.bulkDocs(given);
      await logins.bulkDocs(
        given.flatMap(({ _id, logins: names }) => names.map((name) => ({ _id: loginKey(name), account: _id }))),
      );
    },
    close: async () => {
      await Promise.all([accounts.close(), logins.close()]);
    },
  };
}

/** Phone and staff numbers are typed with and without spaces, and in Arabic-Indic digits. */
function loginKey(login: string): string {
  const latin = login.normalize('NFKC').replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
  return `login:${latin.replace(/[\s-]/g, '').toLowerCase()}`;
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}
