import type { Entry, EntrySchemas, Person, RefusalCode, Signer } from '@healthcare/domain';
import { refusal } from '@healthcare/domain';
import type { MangoQuery, RxDocument } from 'rxdb';
import { map, NEVER, type Observable, of } from 'rxjs';
import { v7 } from 'uuid';
import type { Engine, HeldRow, Sign } from './core/index.ts';
import { notSaved } from './not-saved.ts';
import type { Act, Added, Held, KnownRefusal, Selection, Shelf } from './replica.ts';
import type { OpenCollection } from './stores/index.ts';

/** Somebody who stands at this workstation. */
export interface Author {
  readonly by: Signer;
  readonly person: Person;
  /** By the key of the sign-in. */
  readonly sign: Sign;
}

export interface ShelfParts {
  readonly collection: OpenCollection;
  readonly engine: Engine;
  /** Undefined while nobody is here. */
  readonly author: () => Author | undefined;
  /** An entry that the server did not accept before: asking again with the same id gives the same answer. */
  readonly refusedBefore: (entryId: string) => KnownRefusal | undefined;
  /** Something was saved in place of a refused entry. */
  readonly madeAgain: (entry: Entry) => Promise<void>;
}

/** An act of any kind; the shelf's own type says which kinds there are. */
interface AnyAct {
  readonly kind: string;
  readonly data: object;
  readonly entryId?: string;
  readonly instead?: string;
}

/** The documents of one aggregate, as screens reach them. */
export function shelfOn<View extends object, Schemas extends EntrySchemas>(parts: ShelfParts): Shelf<View, Schemas> {
  const { rows } = parts.collection;
  const shown = (documents: readonly RxDocument<HeldRow>[]) => documents.map((one) => plain<View>(one._data));
  return {
    add: (id: string, act: Act<Schemas>) => added(parts, id, act as AnyAct),
    watch: (selection) => rows.find(queryFrom(selection)).$.pipe(map(shown)),
    watchOne: (id) => rows.findOne(id).$.pipe(map((one) => (one ? plain<View>(one._data) : undefined))),
    watchMany: (ids) => rows.findByIds([...ids]).$.pipe(map((found) => shown([...found.values()]))),
    watchCount: (where) => rows.count({ selector: selectorFrom(where) }).$ as Observable<number>,
    changed: rows.$.pipe(map(({ documentId }) => documentId)),
    read: async (selection) => (await stored(rows, queryFrom(selection))).map((row) => plain<View>(row)),
    readAfter: async (id, limit) => (await rowsAfter(rows, id, limit)).map((row) => plain<View>(row)),
  };
}

type Rows = OpenCollection['rows'];

/** Below RxDB's documents: a long list that nobody watches need not be kept in its caches. */
async function stored(rows: Rows, query: MangoQuery<HeldRow>): Promise<readonly HeldRow[]> {
  return (await rows.storageInstance.query(rows.find(query).getPreparedQuery())).documents;
}

/** What is sent and what is not, each by the index that has them in the order of ids. Asked for ids alone, every page would walk through all rows. */
async function rowsAfter(rows: Rows, id: string, limit: number): Promise<readonly HeldRow[]> {
  const page = (dirty: HeldRow['dirty']) =>
    stored(rows, { selector: { dirty, id: { $gt: id } }, sort: [{ id: 'asc' }], limit });
  const found = [...(await page(0)), ...(await page(1))];
  const each = new Map(found.map((row) => [row.id, row]));
  return [...each.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
}

/** Of a kind of data that this workstation does not hold: nothing for who looks, and a refusal for who acts. */
export const notHeld: Shelf<object, EntrySchemas> = {
  add: async () => ({ ok: false, refusal: refusal('workstation/not-held-here') }),
  watch: () => of([]),
  watchOne: () => of(undefined),
  watchMany: () => of([]),
  watchCount: () => of(0),
  changed: NEVER,
  read: async () => [],
  readAfter: async () => [],
};

async function added(
  { engine, author, refusedBefore, madeAgain }: ShelfParts,
  id: string,
  act: AnyAct,
): Promise<Added> {
  const entryId = act.entryId ?? v7();
  const before = refusedBefore(entryId);
  // A code of a newer server is none of ours; whoever shows it has a sentence for that.
  if (before) return { ok: false, refusal: refusal(before.code as RefusalCode, before.about) };
  const who = author();
  if (!who) return { ok: false, refusal: refusal('right/missing', 'signed-out') };
  const { kind, instead } = act;
  const intent = { entryId, kind, data: jsonOf(act.data), by: who.by, sign: who.sign, instead, author: who.person };
  const outcome = await engine.add(id, intent).catch(async (trouble) => {
    throw await notSaved(trouble);
  });
  if (outcome.ok && instead !== undefined) await madeAgain(outcome.entry);
  return outcome;
}

/** As it will cross the wire: without undefined fields, and not shared with the screen that gave it. */
function jsonOf(value: object): Entry['data'] {
  return JSON.parse(JSON.stringify(value)) as Entry['data'];
}

function queryFrom<View>({ where, sort, skip, limit }: Selection<View>): MangoQuery<HeldRow> {
  return {
    selector: selectorFrom(where ?? {}),
    ...(sort && { sort: sort.map((field) => ({ ...field })) as NonNullable<MangoQuery<HeldRow>['sort']> }),
    ...(skip !== undefined && { skip }),
    ...(limit !== undefined && { limit }),
  };
}

function selectorFrom(where: object): NonNullable<MangoQuery<HeldRow>['selector']> {
  return Object.fromEntries(Object.entries(where).filter(([, wanted]) => wanted !== undefined));
}

const plainOf = new WeakMap<object, object>();

/** Without what RxDB and the core keep for themselves. The same row gives the same object, so that an unchanged one need not be painted. */
function plain<View>(row: HeldRow): Held<View> {
  const known = plainOf.get(row);
  if (known) return known as Held<View>;
  const { _meta, _rev, _attachments, _deleted, dirty, rev, leaving, ...held } = row;
  plainOf.set(row, held);
  return held as unknown as Held<View>; // The collection's descriptor and the shelf's types are one: see `openReplica`.
}
