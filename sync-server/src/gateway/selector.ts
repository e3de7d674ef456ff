import { z } from 'zod';
import { collate } from '../store/collation.ts';

type Plain = string | number | boolean | null;
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const many = z.array(plain).max(1000);

const Operators = z
  .strictObject({
    $eq: plain,
    $ne: plain,
    $gt: plain,
    $gte: plain,
    $lt: plain,
    $lte: plain,
    $exists: z.boolean(),
    $in: many,
    $nin: many,
    $all: many,
    $size: z.number().int().min(0),
    $type: z.enum(['null', 'boolean', 'number', 'string', 'array', 'object']),
    $mod: z.tuple([z.number().int().positive(), z.number().int().min(0)]),
  })
  .partial();
type Operators = Readonly<z.infer<typeof Operators>>;

/** What a field has to be: a value, or operators that all have to hold. */
type Condition = Plain | Operators;

/** A Mango selector, as far as it can be answered in proportion to its length: no expressions, no patterns. */
export interface Selector {
  readonly [field: string]: Condition | Selector | readonly Selector[];
}

/** Conditions in one selector; each is asked of each document. */
const MOST_CONDITIONS = 100;

const joined = new Set(['$and', '$or', '$nor']);

/** Fields by dotted path, and `$and`, `$or`, `$nor`, `$not` over selectors. */
export const Selector: z.ZodType<Selector> = z
  .custom<Selector>((raw) => isSelector(raw), 'a selector of plain comparisons')
  .refine((selector) => conditionsIn(selector) <= MOST_CONDITIONS, `at most ${MOST_CONDITIONS} conditions`);

function isSelector(raw: unknown): raw is Selector {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  return Object.entries(raw).every(([name, wanted]) => {
    if (joined.has(name)) return Array.isArray(wanted) && wanted.every(isSelector);
    if (name === '$not') return isSelector(wanted);
    if (name.startsWith('$')) return false;
    return plain.safeParse(wanted).success || Operators.safeParse(wanted).success;
  });
}

function conditionsIn(selector: Selector): number {
  return partsOf(selector).reduce((sum, { name, wanted }) => {
    if (joined.has(name)) return sum + (wanted as readonly Selector[]).reduce((all, one) => all + conditionsIn(one), 1);
    return sum + (name === '$not' ? conditionsIn(wanted as Selector) + 1 : 1);
  }, 0);
}

function partsOf(selector: Selector) {
  return Object.entries(selector).map(([name, wanted]) => ({ name, wanted }));
}

/** Does the document meet the selector? Values of different types are ordered as CouchDB orders them. */
export function isMatch(selector: Selector, document: object): boolean {
  return partsOf(selector).every(({ name, wanted }) => {
    switch (name) {
      case '$and':
        return (wanted as readonly Selector[]).every((one) => isMatch(one, document));
      case '$or':
        return (wanted as readonly Selector[]).some((one) => isMatch(one, document));
      case '$nor':
        return !(wanted as readonly Selector[]).some((one) => isMatch(one, document));
      case '$not':
        return !isMatch(wanted as Selector, document);
    }
    return holds(wanted as Condition, valueAt(document, name));
  });
}

/** The value at a dotted path; undefined where there is none. */
export function valueAt(document: object, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function holds(condition: Condition, value: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return isSame(value, condition);
  return Object.entries(condition).every(([operator, wanted]) => operators[operator as keyof Operators](value, wanted));
}

const isSame = (value: unknown, wanted: unknown): boolean => value !== undefined && collate(value, wanted) === 0;
const isBelow = (value: unknown, wanted: unknown): boolean => value !== undefined && collate(value, wanted) < 0;
const isAbove = (value: unknown, wanted: unknown): boolean => value !== undefined && collate(value, wanted) > 0;
const isOneOf = (value: unknown, all: unknown): boolean => (all as readonly Plain[]).some((one) => isSame(value, one));

const operators: Readonly<Record<keyof Operators, (value: unknown, wanted: unknown) => boolean>> = {
  $eq: isSame,
  $ne: (value, wanted) => value !== undefined && !isSame(value, wanted),
  $gt: isAbove,
  $gte: (value, wanted) => value !== undefined && !isBelow(value, wanted),
  $lt: isBelow,
  $lte: (value, wanted) => value !== undefined && !isAbove(value, wanted),
  $exists: (value, wanted) => (value !== undefined) === wanted,
  $in: isOneOf,
  $nin: (value, all) => value !== undefined && !isOneOf(value, all),
  $all: (value, all) =>
    Array.isArray(value) && (all as readonly Plain[]).every((one) => value.some((has) => isSame(has, one))),
  $size: (value, wanted) => Array.isArray(value) && value.length === wanted,
  $type: (value, wanted) => value !== undefined && typeOf(value) === wanted,
  $mod: (value, wanted) => {
    const [divisor, rest] = wanted as readonly [number, number];
    return Number.isInteger(value) && (value as number) % divisor === rest;
  },
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
