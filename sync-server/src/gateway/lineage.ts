import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isFileKey } from './scope.ts';

/** A traversal of a caller's feed as its lineage tells of it. */
export interface Lineage {
  /** The sequence at which it began. */
  readonly base: number;
  /** Under which files, lent in an emergency, it has gone on: everything of them up to its place is at the caller's. */
  readonly lent: readonly string[];
}

/** More files than anybody is lent at once: beyond them a traversal begins again. */
const MOST_LENT = 12;

/**
 * Vouches for the files that a lineage names: whoever could make one up would be told which documents leave with a file that they never had.
 * Of this process: after a restart of the server, a workstation with a file that is lent traverses its feed once from the start.
 */
const voucher = randomBytes(32);

/** What a caller's traversal is called who has these scopes. Sequences of a database that was made anew, or put back, mean something else: its id is part of it. */
export function lineageText(databaseId: string, base: number, scopes: readonly string[]): string {
  const standing = standingName(databaseId, scopes);
  const lent = lentIn(scopes);
  if (lent.length === 0 || lent.length > MOST_LENT) return `${base}.${standing}`;
  const named = Buffer.from(lent.join(' ')).toString('base64url');
  return `${base}.${standing}.${named}.${sealOf(standing, named)}`;
}

/** What this text says of a traversal of this caller; undefined where it was another's, or was under scopes that do not go on. */
export function lineageFrom(text: string, databaseId: string, scopes: readonly string[]): Lineage | undefined {
  const [base = '', standing = '', named = '', seal = ''] = text.split('.');
  if (standing !== standingName(databaseId, scopes)) return undefined;
  if (named !== '' && seal !== sealOf(standing, named)) return undefined;
  const lent = named === '' ? [] : Buffer.from(named, 'base64url').toString('utf8').split(' ');
  return { base: Number(base) || 0, lent };
}

/** Is this the lineage of a caller who has these scopes, no others and no fewer? */
export function goesBy(text: string, databaseId: string, scopes: readonly string[]): boolean {
  const base = lineageFrom(text, databaseId, scopes)?.base;
  return base !== undefined && text === lineageText(databaseId, base, scopes);
}

/** The files among these scopes. */
export function lentIn(scopes: readonly string[]): readonly string[] {
  return [...new Set(scopes)].filter(isFileKey).sort();
}

/** The same for all with the same scopes; files that come and go make no other of it, as long as they are few enough to be named. */
function standingName(databaseId: string, scopes: readonly string[]): string {
  const standing = lentIn(scopes).length > MOST_LENT ? scopes : scopes.filter((scope) => !isFileKey(scope));
  return createHash('sha256')
    .update([databaseId, ...[...standing].sort()].join(' '))
    .digest('hex')
    .slice(0, 12);
}

function sealOf(standing: string, named: string): string {
  return createHmac('sha256', voucher).update(`${standing} ${named}`).digest('base64url').slice(0, 22);
}
