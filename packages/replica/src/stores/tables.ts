import {
  type InternalStoreCollectionDocType,
  normalizeMangoQuery,
  prepareQuery,
  type RxDatabase,
  type RxDocumentData,
  type RxStorageInstance,
} from 'rxdb';

/** RxDB's note that a database has such a table. */
export type Table = RxDocumentData<InternalStoreCollectionDocType>;
// biome-ignore lint/suspicious/noExplicitAny: RxDB types a storage of unknown internals so.
export type TableInstance<Row> = RxStorageInstance<Row, any, any>;

/** Rows read, folded and written together; each such write is flushed. */
const TOGETHER = 1000;

/** A table of a later version than ours: this program would open an empty one next to it, and hide what that left unsent. */
export class RowsOfNewerProgram extends Error {}

/** A table below RxDB's collections, of which a program may open only thirteen. */
export function openTable<Row>(database: RxDatabase, { data: { name, schema } }: Table): Promise<TableInstance<Row>> {
  return database.storage.createStorageInstance<Row>({
    databaseName: database.name,
    collectionName: name,
    databaseInstanceToken: database.token,
    multiInstance: false,
    devMode: false,
    options: {},
    schema,
  });
}

/** Its rows in the order of their ids. */
export async function* pagesOf<Row extends { readonly id: string }>(
  table: TableInstance<Row>,
): AsyncGenerator<readonly Row[]> {
  for (let last = ''; ; ) {
    const { documents } = await table.query(after(table, last, { limit: TOGETHER }));
    const end = documents.at(-1);
    if (!end) return;
    yield documents;
    last = end.id;
  }
}

export async function rowsIn<Row>(table: TableInstance<Row>): Promise<number> {
  return (await table.count(after(table, ''))).count;
}

function after<Row>({ schema }: TableInstance<Row>, id: string, more: { readonly limit?: number } = {}) {
  const query = { selector: { id: { $gt: id }, _deleted: { $eq: false } }, sort: [{ id: 'asc' as const }] };
  return prepareQuery(schema, normalizeMangoQuery<Row>(schema, { ...query, ...more } as object));
}
