import { type AnyAggregate, documentOf, type Entry, heads, shapeOf, stamp } from '@healthcare/domain';
import { z } from 'zod';

type Shape = Readonly<Record<string, unknown>>;

/** Which fields an example has: every one, or those that have to be there. */
export type Fullness = 'whole' | 'bare';

/**
 * One entry of every kind of an aggregate, each made in knowledge of those before it, and what they fold to. Throws when a shape asks for
 * more than can be read from its schema: then an example has to be given in `given`.
 */
export function exampleDocument(aggregate: AnyAggregate, fullness: Fullness, given: Readonly<Record<string, unknown>>) {
  const entries: Entry[] = [];
  for (const [kind, schema] of Object.entries(aggregate.entries)) {
    const shape = z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any', io: 'input' });
    const data = (given[kind] ?? exampleOf(shape as Shape, fullness)) as Entry['data'];
    const entry = entryOf(kind, data, entries, aggregate.version);
    const no = shapeOf(aggregate, entry);
    if (no) throw new Error(`${aggregate.name}/${kind}: no example can be made of ${no.about}; give one by hand`);
    entries.push(entry);
  }
  return documentOf(aggregate, `${aggregate.name}-${fullness}`, entries);
}

function entryOf(kind: string, data: Entry['data'], before: readonly Entry[], version: number): Entry {
  const place = before.length + 1;
  const by = { user: 'salma', grant: 'gr-sample', workstation: 'wk-sample' };
  const at = stamp(Date.UTC(2026, 0, 5) + place * 1000, 0, 'wk-sample');
  const entry = { id: `${kind}-${place}`, kind, at, by, after: heads(before), data };
  return version > 0 ? { ...entry, version } : entry;
}

function exampleOf(shape: Shape, fullness: Fullness): unknown {
  const [choice] = (shape.anyOf ?? shape.oneOf ?? []) as readonly Shape[];
  if (choice) return exampleOf(choice, fullness);
  if (shape.const !== undefined) return shape.const;
  if (Array.isArray(shape.enum)) return shape.enum[0];
  switch (shape.type) {
    case 'object':
      return objectOf(shape, fullness);
    case 'array':
      return fullness === 'bare' && !shape.minItems ? [] : [exampleOf((shape.items ?? {}) as Shape, fullness)];
    case 'string':
      return textOf(shape);
    case 'number':
    case 'integer':
      return Number(shape.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return 'anything';
  }
}

function objectOf(shape: Shape, fullness: Fullness): object {
  const properties = Object.entries((shape.properties ?? {}) as Readonly<Record<string, Shape>>);
  const required = new Set((shape.required ?? []) as readonly string[]);
  const wanted = properties.filter(([name]) => fullness === 'whole' || required.has(name));
  return Object.fromEntries(wanted.map(([name, property]) => [name, exampleOf(property, fullness)]));
}

/** Of the length that is asked for; a pattern has to be met by one of some usual words. */
function textOf({ minLength, maxLength, pattern, format }: Shape): string {
  if (format === 'date') return '2026-01-05';
  if (format === 'date-time') return '2026-01-05T08:00:00.000Z';
  const least = Number(minLength ?? 1);
  const numbers = ['0', '123456789', '25804052101746'];
  const words = ['sample', 'text/plain', '2026-01-05', '2026-01-05T08:00', 'a'.repeat(64), 'A'.repeat(43), ...numbers];
  const fits = (word: string) => word.length >= least && word.length <= Number(maxLength ?? word.length);
  const meets = (word: string) => pattern === undefined || new RegExp(String(pattern)).test(word);
  return words.find((word) => fits(word) && meets(word)) ?? 'x'.repeat(least);
}
