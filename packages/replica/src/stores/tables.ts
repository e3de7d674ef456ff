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

/** Its rows, what is unsent first, each in the order of ids. */
export async function* pagesOf<Row extends { readonly id: string }>(
  table: TableInstance<Row>,
): AsyncGenerator<readonly Row[]> {
  for (const part of partsOf(table))
    for (let last = ''; ; ) {
      const { documents } = await table.query(asked(table, { ...part, id: { $gt: last } }, TOGETHER));
      const end = documents.at(-1);
      if (!end) break;
      yield documents;
      last = end.id;
    }
}

export async function rowsIn<Row>(table: TableInstance<Row>): Promise<number> {
  return (await table.count(asked(table, {}))).count;
}

/** Rows of documents have an index by this and the id; asked for by the id alone, every page would walk through all rows. */
function partsOf<Row>({ schema }: TableInstance<Row>): readonly { readonly dirty?: 0 | 1 }[] {
  return Object.hasOwn(schema.properties, 'dirty') ? [{ dirty: 1 }, { dirty: 0 }] : [{}];
}

function asked<Row>({ schema }: TableInstance<Row>, which: object, limit?: number) {
  const query = { selector: { ...which, _deleted: { $eq: false } }, sort: [{ id: 'asc' as const }] };
  return prepareQuery(schema, normalizeMangoQuery<Row>(schema, { ...query, ...(limit && { limit }) } as object));
}
