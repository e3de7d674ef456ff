import { type Entry, serverAuthor, signedText, stampMs } from '@healthcare/domain';
import type { StoredDocument } from '../gateway/unite.ts';
import type { Database } from '../store/database.ts';
import type { Signatures } from './signatures.ts';

/** An entry that nobody can be held to. Ids and a reason, no content. */
export interface Unproven {
  readonly db: string;
  readonly document: string;
  readonly entry: string;
  readonly why: 'unsigned' | 'wrong';
}

export interface SignatureAudit {
  readonly byPeople: number;
  readonly byServer: number;
  /** Without a signature, and older than signatures (G5). */
  readonly older: number;
  readonly unproven: readonly Unproven[];
}

export interface AuditParts {
  readonly databases: ReadonlyMap<string, { readonly database: Database<StoredDocument> }>;
  readonly signatures: Signatures;
  /** Of a sign-in. Null: it never had a key. Undefined: issued before signatures, or not by this server. */
  readonly publicKeyOf: (grant: string) => string | null | undefined;
  /** Since when this server signs and asks for signatures; wall ms. */
  readonly sinceMs: number;
}

const PAGE = 500;
/** A clock of a workstation may have been wrong by this much when the server began to ask for signatures (ms). */
const CLOCK_SKEW_MS = 24 * 3_600_000;

/** G8. Reads every document once, a page at a time, beside whatever else the server does. */
export async function auditSignatures(parts: AuditParts): Promise<SignatureAudit> {
  const found = { byPeople: 0, byServer: 0, older: 0, unproven: [] as Unproven[] };
  for (const [db, { database }] of parts.databases)
    for await (const { _id: document, entries } of documentsOf(database))
      for (const entry of (entries ?? []) as readonly Entry[]) {
        const verdict = await verdictOn(parts, { db, document }, entry);
        if (verdict === 'unsigned' || verdict === 'wrong')
          found.unproven.push({ db, document, entry: entry.id, why: verdict });
        else found[verdict] += 1;
      }
  return found;
}

async function* documentsOf(database: Database<StoredDocument>): AsyncGenerator<StoredDocument> {
  for (let since = 0; ; ) {
    const { results } = await database.changes({ since, limit: PAGE, include_docs: true });
    yield* results.map(({ doc }) => doc);
    const last = results.at(-1);
    if (!last || results.length < PAGE) return;
    since = last.seq;
  }
}

type Verdict = 'byPeople' | 'byServer' | 'older' | Unproven['why'];

async function verdictOn(
  { signatures, publicKeyOf, sinceMs }: AuditParts,
  place: { readonly db: string; readonly document: string },
  entry: Entry,
): Promise<Verdict> {
  const { sig, by } = entry;
  const publicKey = publicKeyOf(by.grant);
  if (sig === undefined) {
    const isOlder = stampMs(entry.at) <= sinceMs + CLOCK_SKEW_MS && by.user !== serverAuthor.user;
    const isServersOwn = by.user === serverAuthor.user && stampMs(entry.at) <= sinceMs;
    return publicKey === undefined && (isOlder || isServersOwn) ? 'older' : 'unsigned';
  }
  const text = signedText(place, entry);
  if (publicKey && (await signatures.verify(publicKey, text, sig))) return 'byPeople';
  return (await signatures.verify(signatures.publicKey, text, sig)) ? 'byServer' : 'wrong';
}
