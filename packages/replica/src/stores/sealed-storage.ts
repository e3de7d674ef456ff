import type {
  BulkWriteRow,
  EventBulk,
  PreparedQuery,
  RxStorageChangeEvent,
  RxStorageInstance,
  RxStorageWriteError,
} from 'rxdb';
import { BehaviorSubject, concatMap, filter, firstValueFrom, type Observable, Subject, tap } from 'rxjs';
import type { AnyRxStorage } from './open-database.ts';
import { type AnyRow, type AnySchema, clearFields, RowSeal, sealedSchema } from './row-seal.ts';

// biome-ignore lint/suspicious/noExplicitAny: RxDB types a storage of unknown internals so.
type Instance = RxStorageInstance<AnyRow, any, any, any>;
type Bulk = EventBulk<RxStorageChangeEvent<AnyRow>, unknown>;

/**
 * The same storage with every row sealed: of each, also of RxDB's own, only the key, the indexed fields and RxDB's bookkeeping reach the disk
 * readable. Queries may therefore ask for those alone; any other is a defect, and throws.
 */
export function sealedStorage(storage: AnyRxStorage, key: CryptoKey): AnyRxStorage {
  return {
    ...storage,
    async createStorageInstance(params) {
      const schema = params.schema as unknown as AnySchema;
      const inner = await storage.createStorageInstance({ ...params, schema: sealedSchema(schema) as never });
      return sealedInstance(inner as Instance, schema, new RowSeal(key, params.collectionName, schema)) as never;
    },
  };
}

function sealedInstance(inner: Instance, schema: AnySchema, seal: RowSeal): Instance {
  const unsealAll = (rows: readonly AnyRow[]) => Promise.all(rows.map((row) => seal.unseal(row)));
  const clear = clearFields(schema);
  const events = new UnsealedEvents(inner.changeStream() as Observable<Bulk>, seal);
  return {
    databaseName: inner.databaseName,
    collectionName: inner.collectionName,
    internals: inner.internals,
    options: inner.options,
    schema: schema as Instance['schema'],
    async bulkWrite(rows, context) {
      const { error } = await inner.bulkWrite(await Promise.all(rows.map((row) => sealedWrite(seal, row))), context);
      await events.told(); // RxDB relies on a write being told before it resolves
      return { error: await Promise.all(error.map((one) => unsealedError(seal, one))) };
    },
    async query(prepared) {
      onlyClear(prepared, clear);
      return { documents: await unsealAll((await inner.query(prepared)).documents) };
    },
    count(prepared) {
      onlyClear(prepared, clear);
      return inner.count(prepared);
    },
    findDocumentsById: async (ids, deleted) => unsealAll(await inner.findDocumentsById(ids, deleted)),
    getAttachmentData: (...asked) => inner.getAttachmentData(...asked),
    changeStream: () => events.stream as ReturnType<Instance['changeStream']>,
    cleanup: (olderThanMs) => inner.cleanup(olderThanMs),
    close: () => inner.close(),
    remove: () => inner.remove(),
  };
}

async function sealedWrite(seal: RowSeal, { previous, document }: BulkWriteRow<AnyRow>): Promise<BulkWriteRow<AnyRow>> {
  const written = { document: await seal.seal(document as AnyRow) };
  return previous ? { ...written, previous: await seal.seal(previous) } : written;
}

async function unsealedError(seal: RowSeal, error: RxStorageWriteError<AnyRow>): Promise<RxStorageWriteError<AnyRow>> {
  const { document, previous } = error.writeRow;
  const writeRow = {
    document: await seal.unseal(document as AnyRow),
    ...(previous && { previous: await seal.unseal(previous) }),
  };
  // Only a conflict names what is there; the union of RxDB's errors cannot be rebuilt field by field.
  const inDb = 'documentInDb' in error ? { documentInDb: await seal.unseal(error.documentInDb as AnyRow) } : {};
  return { ...error, ...inDb, writeRow } as RxStorageWriteError<AnyRow>;
}

/** The changes of a storage with their rows opened, in the order in which they were made. */
class UnsealedEvents {
  readonly stream = new Subject<Bulk>();
  readonly #open = new BehaviorSubject(0);

  constructor(sealed: Observable<Bulk>, seal: RowSeal) {
    sealed
      .pipe(
        tap(() => this.#open.next(this.#open.value + 1)),
        concatMap((bulk) => unsealedBulk(seal, bulk)),
      )
      .subscribe((bulk) => {
        this.stream.next(bulk);
        this.#open.next(this.#open.value - 1);
      });
  }

  /** Resolves when everything that has happened so far was told. */
  async told(): Promise<void> {
    await firstValueFrom(this.#open.pipe(filter((open) => open === 0)));
  }
}

/** A row that does not open was written by somebody else: whoever reads it is told so. */
async function unsealedBulk(seal: RowSeal, bulk: Bulk): Promise<Bulk> {
  const events = await Promise.all(bulk.events.map((event) => unsealedEvent(seal, event).catch(() => undefined)));
  return { ...bulk, events: events.filter((event) => event !== undefined) };
}

async function unsealedEvent(seal: RowSeal, event: RxStorageChangeEvent<AnyRow>) {
  const documentData = await seal.unseal(event.documentData);
  const { previousDocumentData: before } = event;
  return {
    ...event,
    documentData,
    ...(before && { previousDocumentData: await seal.unseal(before as AnyRow) }),
  } as RxStorageChangeEvent<AnyRow>;
}

/** Throws when a query asks for a field that only the sealed part has: it would find nothing. */
function onlyClear({ query }: PreparedQuery<AnyRow>, clear: ReadonlySet<string>): void {
  const asked = [...fieldsOf(query.selector), ...query.sort.flatMap((part) => Object.keys(part))];
  const sealed = asked.find((field) => !clear.has(field.split('.', 1)[0] ?? ''));
  if (sealed !== undefined) throw new Error(`"${sealed}" is sealed: queries and sorting go by indexed fields`);
}

function fieldsOf(selector: object): readonly string[] {
  return Object.entries(selector).flatMap(([field, wanted]) =>
    field.startsWith('$') && Array.isArray(wanted) ? wanted.flatMap((one: object) => fieldsOf(one)) : [field],
  );
}
