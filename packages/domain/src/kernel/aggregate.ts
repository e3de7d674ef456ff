import type { z } from 'zod';
import type { Rights, Standing } from '../rights/rights.ts';
import type { Person } from '../rights/roles.ts';
import type { Entry } from './entry.ts';
import type { Knows } from './history.ts';
import type { Refusal } from './refusal.ts';
import type { Upcast } from './versions.ts';

/** A table of what can be done to an aggregate: kind → schema of its `data`. */
export type EntrySchemas = Readonly<Record<string, z.ZodType>>;

/** An entry of one of the kinds in the table, its `data` typed by the kind. */
export type EntryIn<Schemas extends EntrySchemas> = {
  [Kind in keyof Schemas & string]: Entry<Kind, z.infer<Schemas[Kind]>>;
}[keyof Schemas & string];

/**
 * The smallest thing that is saved and merged as a whole. One descriptor serves five: the replica's collections, the
 * gateway's checks, the fold, forms and the API description, the demo generator.
 */
export interface Aggregate<View extends object = object, Schemas extends EntrySchemas = EntrySchemas> {
  /** Collection on the workstation = database on the server. */
  readonly name: string;
  /** Raised by every change of the view's shape, of the entries' shapes, of what entries fold to, or of the indexes. */
  readonly version: number;
  /** At `n` the step from the words of version n to those of n + 1; null (or absent) where entries read as before. */
  readonly upcasts?: readonly (Upcast | null)[];
  readonly entries: Schemas;
  readonly view: z.ZodType<View>;
  readonly indexes: readonly (readonly string[])[];
  /** The view of a document without entries. */
  readonly empty: View;
  /** Fold step; tolerant: any order of delivery gives the same view. Entries come in the words of this version; those of a newer one do not come. */
  apply(view: View, entry: EntryIn<Schemas>, knows: Knows): View;
  /** Judges by what the author saw, after shape and rights are known to be in order. */
  decide(seen: View, entry: EntryIn<Schemas>, author: Person): Refusal | null;
  /**
   * What may not be undone by an entry that comes late, whoever made it: `before` as the document stands, `after` with the entry. Only of what
   * others have acted upon since, elsewhere; everything else is judged by what the author saw. Absent: nothing.
   */
  keeps?(before: View, after: View): Refusal | null;
  /** An act that counts only while its person has of late shown again who they are (password and second factor). Absent: none is. */
  needsProof?(entry: EntryIn<Schemas>): boolean;
  /** How the person stands to the document (own, ward), for the rights table. */
  standing(seen: View, entry: EntryIn<Schemas>, author: Person): Standing;
  /** Kind × role → yes, own, ward, no. */
  readonly rights: Rights<keyof Schemas & string>;
  /** Scope keys: who may hold it ('ward:4B', 'staff', 'user:…'). */
  scopes(view: View): readonly string[];
  /** Of whose file it is a part: id of the patient's document; empty where of nobody's. Absent: never of anybody's. */
  patientOf?(view: View, id: string): string;
}

/** Keeps the entry table's types while checking the whole descriptor. */
export function defineAggregate<View extends object, Schemas extends EntrySchemas>(
  aggregate: Aggregate<View, Schemas>,
): Aggregate<View, Schemas> {
  return aggregate;
}

/** Any aggregate, for code that is generic over descriptors (gateway, replica, simulator). */
export type AnyAggregate = Aggregate<object, EntrySchemas>;

/** Hands a typed descriptor to generic code. Sound because generic code only feeds it entries that its own schemas accepted. */
export function anyAggregate<View extends object, Schemas extends EntrySchemas>(
  aggregate: Aggregate<View, Schemas>,
): AnyAggregate {
  return aggregate as unknown as AnyAggregate;
}
