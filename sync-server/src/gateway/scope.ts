import type { AnyAggregate } from '@healthcare/domain';
import type { StoredDocument } from './unite.ts';

/** The part of a stored document, or of the trace a deletion left, that says who may and who could hold it. */
export type Scoped = Pick<StoredDocument, '_id' | '_rev'> & {
  readonly ever?: readonly string[];
  readonly _deleted?: boolean;
};

/** Do these scopes meet those keys? */
export function meets(scopes: readonly string[], keys: readonly string[]): boolean {
  return keys.some((key) => scopes.includes(key));
}

/** The scope keys under which a document may be held now; a deleted one may not be held by anybody. */
export function scopesNow(aggregate: AnyAggregate, document: Scoped): readonly string[] {
  return document._deleted ? [] : aggregate.scopes(document);
}

/**
 * May a caller with these scopes hold this document? The one question behind every path that gives documents away; where the
 * answer is no, the document has to look like one that never was, in bodies and in counts.
 */
export function mayHold(aggregate: AnyAggregate, scopes: readonly string[], document: Scoped): boolean {
  return meets(scopes, scopesNow(aggregate, document));
}

/** Could such a caller have held it once? They are told that it has to leave, and no more than that. */
export function couldHold(scopes: readonly string[], { ever = [] }: Scoped): boolean {
  return meets(scopes, ever);
}
