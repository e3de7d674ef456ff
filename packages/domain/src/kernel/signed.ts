import { canonical } from './canonical.ts';
import type { Entry } from './entry.ts';

/** Where an entry was made: the database and the document. */
export interface EntryPlace {
  readonly db: string;
  readonly document: string;
}

/** Names what is signed, so that a signature for something else can never be taken for one of an entry. */
const FORM = 'healthcare-entry-1';

/** G1: what the signature of an entry is over. The entry's own `sig` is no part of it. */
export function signedText({ db, document }: EntryPlace, { sig: _, ...entry }: Entry): string {
  return `${FORM}\n${canonical({ db, document, entry })}`;
}
