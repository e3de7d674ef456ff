import { createHash } from 'node:crypto';
import type { AnyAggregate } from '@healthcare/domain';
import { z } from 'zod';

/** A short hash of everything whose change asks for a new version: shapes of view and entries, indexes, and the view of nothing. */
export function fingerprintOf({ view, entries, indexes, empty }: AnyAggregate): string {
  const shapes = Object.entries(entries).map(([kind, schema]) => [kind, shapeOf(schema)]);
  const whole = { view: shapeOf(view), entries: Object.fromEntries(shapes), indexes, empty };
  return createHash('sha256').update(canonical(whole)).digest('hex').slice(0, 16);
}

function shapeOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any' });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
