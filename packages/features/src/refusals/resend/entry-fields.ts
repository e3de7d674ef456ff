import { z } from 'zod';

/** How a field of an act is looked at again. */
export type FieldShape =
  | { readonly is: 'text'; readonly long: boolean }
  /** A day, or a day with its time by the clock of the ward. */
  | { readonly is: 'day' }
  | { readonly is: 'dayAndTime' }
  | { readonly is: 'number' }
  | { readonly is: 'yesNo' }
  | { readonly is: 'choice'; readonly options: readonly string[] }
  | { readonly is: 'person' }
  /** One text in both scripts. */
  | { readonly is: 'bothScripts' }
  /** Short words, one after another. */
  | { readonly is: 'list' }
  /** Beds of a room, by their labels. */
  | { readonly is: 'beds' }
  /** A bed of the ward, with every field that says where it is. */
  | { readonly is: 'place'; readonly needsBed: boolean };

export interface EntryField {
  readonly name: string;
  readonly shape: FieldShape;
}

/** The part of a JSON schema that tells what a field looks like. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

/** Says where; chosen together, by pressing the bed. */
const placeFields: ReadonlySet<string> = new Set(['wardId', 'roomId', 'room', 'bedId', 'bed']);
/** Staff ids, whatever the schema knows of them. */
const people: ReadonlySet<string> = new Set(['doctor', 'nurse', 'inCharge']);
/** Made by a program and proven elsewhere, or who and what the act is about: another value would be another act. */
const fixed: ReadonlySet<string> = new Set([
  ...[
    'person',
    'wardId',
    'patientId',
    'into',
    'claim',
    'request',
    'allergy',
    'point',
    'moving',
    'emergency',
    'provenBy',
    'step',
    'to',
    'primaryStation',
  ],
  ...['chunks', 'key', 'bytes', 'chunkBytes'],
]);
const lists: ReadonlySet<string> = new Set(['wards']);
/** What fits on one line of a dialog. */
const ONE_LINE = 150;

/**
 * What of a refused act can be looked at again, read from the domain's own schema of its kind: a new kind of act needs no form of its own.
 * An act that changes single facts offers those it changed; every other offers all it can say. What is not offered is sent as it was.
 */
export function entryFields(schema: z.ZodType, data: Readonly<Record<string, unknown>>): readonly EntryField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  const isPlace = 'roomId' in properties;
  const names = Object.keys(properties).filter((name) => required.length > 0 || name in data);
  const fields = names
    .filter((name) => !(isPlace && placeFields.has(name)))
    // A name beside a document is what that document's patient is called: another name would be another patient's bed under this one's file.
    .filter((name) => !(name === 'patient' && data.patientId))
    .flatMap((name) => fieldOf(name, properties[name] ?? {}));
  return isPlace ? [{ name: 'room', shape: { is: 'place', needsBed: required.includes('bedId') } }, ...fields] : fields;
}

function fieldOf(name: string, shape: Shape): readonly EntryField[] {
  // A medium's type is what the file is; a room's is one of a few that somebody chooses.
  if (fixed.has(name) || (name === 'type' && !shape.enum)) return [];
  const found = people.has(name) ? ({ is: 'person' } as const) : shapeOf(name, shape);
  return found ? [{ name, shape: found }] : [];
}

function shapeOf(
  name: string,
  { type, enum: options, format, pattern, maxLength, items, properties }: Shape,
): FieldShape | null {
  if (options) return { is: 'choice', options: options.map(String) };
  switch (type) {
    case 'string':
      if (format === 'date') return { is: 'day' };
      if (pattern !== undefined && isPlainTime(pattern)) return { is: 'dayAndTime' };
      return { is: 'text', long: (maxLength ?? 0) > ONE_LINE };
    case 'number':
    case 'integer':
      return { is: 'number' };
    case 'boolean':
      return { is: 'yesNo' };
    case 'array':
      if (name === 'beds') return { is: 'beds' };
      return lists.has(name) && items?.type === 'string' ? { is: 'list' } : null;
    case 'object':
      return properties && 'en' in properties && 'ar' in properties ? { is: 'bothScripts' } : null;
    default:
      return null;
  }
}

/** A day and time of the wall clock, as the domain plans with them: it takes one, and not any words. */
function isPlainTime(pattern: string): boolean {
  const takes = new RegExp(pattern);
  return takes.test('2026-01-05T10:30') && !takes.test('tomorrow');
}
