import type { AnyAggregate } from '@healthcare/domain';
import type { Stored } from '../store/database.ts';

/** The part of a stored document, or of what a deletion left of it, that says who may and who could hold it. */
export interface Scoped extends Stored {
  readonly ever?: readonly string[];
  readonly _deleted?: boolean;
}

/** Do these scopes meet those keys? */
export function meets(scopes: readonly string[], keys: readonly string[]): boolean {
  return keys.some((key) => scopes.includes(key));
}

/** The key of everything that is part of a patient's file: nobody has it but who was given emergency access (E3). */
export function fileKey(patientId: string): string {
  return `patient:${patientId}`;
}

export function isFileKey(key: string): boolean {
  return key.startsWith('patient:');
}

/** The keys under which a document may be held now; one that is deleted may not be held by anybody. */
export function keysNow(aggregate: AnyAggregate, document: Scoped): readonly string[] {
  if (document._deleted) return [];
  const patient = aggregate.patientOf?.(document, document._id) ?? '';
  const keys = aggregate.scopes(document);
  return patient === '' ? keys : [...keys, fileKey(patient)];
}

/** Every key under which it could be held at some time. */
export function keysOnceHeld({ ever = [] }: Scoped): readonly string[] {
  return ever;
}

/**
 * May a caller with these scopes hold this document? The one question behind every path that gives documents away; where the
 * answer is no, the document has to look like one that never was, in bodies and in counts.
 */
export function mayHold(aggregate: AnyAggregate, scopes: readonly string[], document: Scoped): boolean {
  return meets(scopes, keysNow(aggregate, document));
}

/** Could such a caller have held it once? They are told that it has to leave, and no more than that. */
export function couldHold(scopes: readonly string[], document: Scoped): boolean {
  return meets(scopes, keysOnceHeld(document));
}
