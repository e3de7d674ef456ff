import { type Database, documentsOf, type Stored, WriteFailed } from '../store/database.ts';

export interface LoginDocument extends Stored {
  readonly account: string;
  readonly _deleted?: true;
}

/** A number belongs to one person, whether they sign in by it or wear it. */
export class LoginTaken extends Error {
  constructor(account: string) {
    super(`the login of ${account} belongs to somebody else already`);
  }
}

/** What of an account says by which numbers its person is known. */
export interface Numbered {
  readonly _id: string;
  readonly logins: readonly string[];
  readonly badge?: string;
}

/** The numbers by which somebody signs in; the one on their badge is among them. */
export function numbersOf({ logins, badge }: Omit<Numbered, '_id'>): readonly string[] {
  const isAnother = badge !== undefined && !logins.some((login) => loginKey(login) === loginKey(badge));
  return isAnother ? [...logins, badge] : logins;
}

/** Is it one of theirs now? A key that a crash has left behind says nothing by itself. */
export function isNumberOf(account: Numbered, number: string): boolean {
  return numbersOf(account).some((one) => loginKey(one) === loginKey(number));
}

/**
 * Keeps all numbers of these accounts for them. Rejects with `LoginTaken`, and nothing is written then. `holds`: does the account that a
 * number was kept for still have it? One at a time.
 */
export async function claimNumbers(
  database: Database<LoginDocument>,
  accounts: readonly Numbered[],
  holds: (account: string, number: string) => Promise<boolean>,
): Promise<void> {
  const wanted = accounts.flatMap((account) =>
    numbersOf(account).map((number) => ({ _id: loginKey(number), number, account: account._id })),
  );
  const ids = wanted.map(({ _id }) => _id);
  const kept = await documentsOf(database, ids);
  for (const [at, { _id, number, account }] of wanted.entries()) {
    const holder = kept.get(_id)?.account ?? account;
    if (ids.indexOf(_id) !== at || (holder !== account && (await holds(holder, number)))) throw new LoginTaken(account);
  }
  const documents = wanted.map(({ _id, account }) => ({ _id, _rev: kept.get(_id)?._rev, account }));
  const failed = (await database.bulkDocs(documents)).filter(({ error }) => error);
  if (failed.length > 0) throw new WriteFailed(failed);
}

/** The number is nobody's any more. One at a time. */
export async function releaseNumber(database: Database<LoginDocument>, number: string): Promise<void> {
  const kept = (await documentsOf(database, [loginKey(number)])).get(loginKey(number));
  if (kept) await database.put({ ...kept, _deleted: true });
}

/** One spelling per login: phone and staff numbers are typed with and without spaces, and in Arabic-Indic digits. */
export function loginKey(login: string): string {
  const latin = login.normalize('NFKC').replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
  return `login:${latin.replace(/[\s-]/g, '').toLowerCase()}`;
}
