import type { AnyAggregate } from '@healthcare/domain';
import type { RxJsonSchema } from 'rxdb';
import { z } from 'zod';
import type { HeldRow } from '../core/index.ts';

type Property = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, Property>>;

/** Longest ids and revisions, as the protocol bounds them. */
const ID = { type: 'string', maxLength: 64 };

const heldProperties: Properties = {
  id: ID,
  entries: { type: 'array', items: { type: 'object' } },
  unsent: { type: 'array', items: { type: 'string' } },
  dirty: { type: 'number', minimum: 0, maximum: 1, multipleOf: 1 },
  rev: { type: 'string', maxLength: 80 },
  leaving: { type: 'boolean' },
};

/** The collection of an aggregate: its view's fields, and beside them what the replica keeps. */
export function heldSchema(aggregate: AnyAggregate): RxJsonSchema<HeldRow> {
  const view = viewSchema(aggregate);
  const indexed = new Set(aggregate.indexes.flat());
  const clash = Object.keys(view).find((field) => Object.hasOwn(heldProperties, field));
  if (clash)
    throw new Error(`${aggregate.name}: a view may not have a field "${clash}", the replica keeps its own there`);
  const bounded = Object.entries(view).map(([field, property]) => [
    field,
    indexed.has(field) ? indexable(property) : property,
  ]);
  const schema = {
    version: aggregate.version,
    primaryKey: 'id',
    type: 'object',
    properties: { ...Object.fromEntries(bounded), ...heldProperties },
    required: [...Object.keys(heldProperties), ...indexed],
    indexes: [...aggregate.indexes.map((fields) => [...fields]), ['dirty']],
  };
  return schema as unknown as RxJsonSchema<HeldRow>; // zod's JSON schema is typed wider than RxDB's; a test has RxDB check every one.
}

function viewSchema(aggregate: AnyAggregate): Properties {
  const { properties } = z.toJSONSchema(aggregate.view, { target: 'draft-7' });
  if (!properties) throw new Error(`${aggregate.name}: the view is not an object`);
  return properties as Properties;
}

/** An indexed string needs a longest length; that of an enum is known. */
function indexable(property: Property): Property {
  const words = property.enum;
  if (!Array.isArray(words) || property.maxLength !== undefined) return property;
  return { ...property, maxLength: Math.max(...words.map((word) => String(word).length)) };
}

/** A small fact beside the documents: a checkpoint, a refusal, when the server was last heard. */
export interface AsideRow {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export const asideName = 'aside';

/** One small collection per workstation, because RxDB allows thirteen. */
export const asideSchema: RxJsonSchema<AsideRow> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 120 }, body: { type: 'object' } },
  required: ['id', 'body'],
};
