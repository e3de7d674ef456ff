import {
  type AnyAggregate,
  allAggregates,
  type Entries,
  type Entry,
  type Person,
  serverAuthor,
} from '@healthcare/domain';
import { CLOCK_AHEAD_MS, type StoredDocument, unite } from './gateway/unite.ts';
import { openSecrets, type Secrets } from './secrets/index.ts';
import { type Account, type Accounts, openAccounts } from './sessions/accounts.ts';
import { ed25519Signatures, openServerKey, type Signatures, signedByServer } from './signatures/index.ts';
import { type Database, documentsOf, openDatabase, type Pouch, WriteFailed } from './store/database.ts';
import { pouchIn } from './store/leveldb.ts';
import { type GivenCode, openEnrolmentCodes } from './workstations/index.ts';

/** What a hospital starts with, or an import brings. */
export interface Seed {
  readonly accounts: readonly Account[];
  /** Authors of entries who have no account. An author who is in neither list counts as the administrator who set the hospital up. */
  readonly people?: readonly Person[];
  /** By database: documents as their entries. */
  readonly documents: Readonly<Record<string, readonly Entries[]>>;
  /** By which its workstations enrol themselves. */
  readonly enrolmentCodes?: readonly GivenCode[];
}

/** Where a seed goes. */
interface Ground {
  readonly accounts: Accounts;
  readonly databases: ReadonlyMap<string, { readonly database: Database<StoredDocument> }>;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly signatures: Signatures;
}

/** Documents in one write: larger batches gain nothing and hold more in memory. */
const TOGETHER = 1000;

/** Fills the data folder of a server that does not run. Rejects when an entry may not stand, naming it. `secretFile`: as the server is told. */
export async function seedFolder(folder: string, seed: Seed, secretFile = ''): Promise<void> {
  const pouch = pouchIn(folder);
  const secrets = openSecrets({ data: folder, secretFile });
  const { key } = await openServerKey(pouch, secrets);
  const accounts = openAccounts(pouch, secrets);
  const databases = new Map(
    Object.keys(seed.documents).map((name) => [name, { database: openDatabase<StoredDocument>(pouch, name) }]),
  );
  try {
    await keepCodes(pouch, secrets, seed.enrolmentCodes ?? []);
    await sow(seed, { accounts, databases, aggregates: allAggregates, signatures: ed25519Signatures(key) });
  } finally {
    await Promise.all([accounts.close(), ...[...databases.values()].map(({ database }) => database.close())]);
  }
}

async function keepCodes(pouch: Pouch, secrets: Secrets, given: readonly GivenCode[]): Promise<void> {
  if (given.length === 0) return;
  const codes = await openEnrolmentCodes(pouch, secrets.keyFor('enrolment-code'), Date.now);
  for (const code of given) await codes.keep(code, serverAuthor.user);
  await codes.close();
}

/**
 * Puts a seed in. Entries are judged by the rules as everybody's are; only the grant is not asked for: the server signs what it takes over
 * (G6). What is there already stays.
 */
export async function sow(seed: Seed, { accounts, databases, aggregates, signatures }: Ground): Promise<void> {
  await accounts.put(seed.accounts);
  const authorOf = authorsOf(seed);
  for (const [name, all] of Object.entries(seed.documents)) {
    const aggregate = aggregates.get(name);
    const database = databases.get(name)?.database;
    if (!aggregate || !database) throw new Error(`no such kind of data: ${name}`);
    for (let at = 0; at < all.length; at += TOGETHER)
      await sowSome(aggregate, database, all.slice(at, at + TOGETHER).map(takenOver(name, signatures)), authorOf);
  }
}

function takenOver(db: string, signatures: Signatures): (document: Entries) => Entries {
  return ({ id, entries }) => ({
    id,
    entries: entries.map((entry) => signedByServer(signatures, { db, document: id }, entry)),
  });
}

function authorsOf({ accounts, people = [] }: Seed): (entry: Entry) => Person {
  const known = new Map<string, Person>(people.map((person) => [person.user, person]));
  for (const { _id: user, role, wards } of accounts) known.set(user, { user, role, wards });
  known.set(serverAuthor.user, serverAuthor);
  return ({ by: { user } }) => known.get(user) ?? { user, role: 'admin', wards: [] };
}

async function sowSome(
  aggregate: AnyAggregate,
  database: Database<StoredDocument>,
  documents: readonly Entries[],
  authorOf: (entry: Entry) => Person,
): Promise<void> {
  const stored = await documentsOf(
    database,
    documents.map(({ id }) => id),
  );
  const court = { authorOf, refusedBefore: () => undefined, isProven: () => true, nowMs: Date.now() + CLOCK_AHEAD_MS };
  const changed = documents.flatMap((document): readonly StoredDocument[] => {
    const before = stored.get(document.id);
    const { next, refused, deferred } = unite(aggregate, before, document, court);
    const first = [...refused, ...deferred].find(({ refusal: { code } }) => code !== 'entry/altered'); // what stands stays as it is
    if (first)
      throw new Error(`${aggregate.name}/${document.id}: entry ${first.entry.id} may not stand: ${whyOf(first)}`);
    return next ? [before ? { ...next, _rev: before._rev } : next] : [];
  });
  const failed = (await database.bulkDocs(changed)).filter(({ error }) => error);
  if (failed.length > 0) throw new WriteFailed(failed);
}

function whyOf({ refusal: { code, about } }: { readonly refusal: { readonly code: string; readonly about?: string } }) {
  return about === undefined ? code : `${code} (${about})`;
}
