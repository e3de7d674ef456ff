import { setImmediate as turn } from 'node:timers/promises';
import { collate } from '../store/collation.ts';
import type { Find } from './couch-requests.ts';
import { idsSeen, type Seeing, winnersSeen } from './seen-documents.ts';
import { isMatch, valueAt } from './selector.ts';
import { onTheWire } from './unite.ts';

/** As CouchDB's own. */
const USUAL_LIMIT = 25;
const READ_AT_ONCE = 200;

/** `POST /_find` over the caller's documents. There are no indexes: what a screen needs often it asks of its replica. */
export async function found(seeing: Seeing, asked: Find): Promise<unknown> {
  const { selector, sort = [], skip = 0, limit = USUAL_LIMIT } = asked;
  const enough = sort.length > 0 ? Number.POSITIVE_INFINITY : skip + limit;
  const matching: object[] = [];
  const ids = await idsSeen(seeing);
  for (let at = 0; at < ids.length && matching.length < enough; at += READ_AT_ONCE) {
    const documents = await winnersSeen(seeing, ids.slice(at, at + READ_AT_ONCE));
    matching.push(...[...documents.values()].map(onTheWire).filter((document) => isMatch(selector, document)));
    await turn();
  }
  const inOrder = sort.length > 0 ? matching.sort(bySort(sort)) : matching;
  const docs = inOrder.slice(skip, skip + limit).map((document) => picked(document, asked.fields));
  return { docs, bookmark: 'nil', warning: 'No index is used: every document of the caller is looked at.' };
}

/** `POST /_explain`: which is always the same. */
export function explained(
  name: string,
  { selector, fields = [], sort = [], limit = USUAL_LIMIT, skip = 0 }: Find,
): unknown {
  const index = { ddoc: null, name: '_all_docs', type: 'special', def: { fields: [{ _id: 'asc' }] } };
  return { dbname: name, index, selector, opts: { sort, fields, limit, skip }, limit, skip, fields };
}

function bySort(sort: NonNullable<Find['sort']>): (a: object, b: object) => number {
  const keys = sort.map((one) =>
    typeof one === 'string' ? ([one, 'asc'] as const) : (Object.entries(one)[0] ?? ['_id', 'asc']),
  );
  return (a, b) => {
    for (const [field, direction] of keys) {
      const order = collate(valueAt(a, field), valueAt(b, field));
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return 0;
  };
}

/** The fields asked for, at the places where they stood. */
function picked(document: object, fields: readonly string[] | undefined): object {
  if (!fields) return document;
  const picked: Record<string, unknown> = {};
  for (const path of fields) {
    const value = valueAt(document, path);
    if (value !== undefined) place(picked, path.split('.'), value);
  }
  return picked;
}

function place(target: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = Object.hasOwn(target, name) ? (target[name] as Record<string, unknown>) : {};
  target[name] = inner;
  place(inner, rest, value);
}
