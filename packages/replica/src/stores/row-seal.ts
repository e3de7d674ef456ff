import { getPrimaryFieldOfPrimaryKey, type RxDocumentData, type RxJsonSchema } from 'rxdb';
import { openedText, sealedText } from '../seals/sealed-text.ts';

/** A row of any table, as RxDB hands it on. */
export type AnyRow = RxDocumentData<Readonly<Record<string, unknown>>>;
export type AnySchema = RxJsonSchema<AnyRow>;

/** Where the ciphertext stands in a stored row. */
const SEALED = 'x';
/** What RxDB itself keeps in each row: revision, times, is it deleted. */
const BOOKKEEPING = ['_deleted', '_rev', '_meta', '_attachments'];

/** The fields of a table that stay readable on the disk: its key, what is indexed, RxDB's bookkeeping. */
export function clearFields({
  primaryKey,
  indexes = [],
}: Pick<AnySchema, 'primaryKey' | 'indexes'>): ReadonlySet<string> {
  const primary = getPrimaryFieldOfPrimaryKey(primaryKey) as string;
  const parts = typeof primaryKey === 'object' ? primaryKey.fields : [];
  const named = [...BOOKKEEPING, primary, ...parts, ...indexes.flat()];
  return new Set(named.map((path) => String(path).split('.', 1)[0] ?? ''));
}

/** The schema of the rows as they are stored. */
export function sealedSchema(schema: AnySchema): AnySchema {
  const clear = clearFields(schema);
  const properties = Object.fromEntries(Object.entries(schema.properties).filter(([field]) => clear.has(field)));
  const required = (schema.required ?? []).filter((field) => clear.has(field as string));
  return { ...schema, properties: { ...properties, [SEALED]: { type: 'string' } }, required } as unknown as AnySchema;
}

/**
 * Seals the rows of one table. The key of the row and the name of its table are bound in, so that a ciphertext opens nowhere else; a row
 * that is not sealed does not open at all. RxDB hands the same objects round (as `previous`, in change events): their other side is remembered.
 */
export class RowSeal {
  readonly #key: CryptoKey;
  readonly #table: string;
  readonly #primary: string;
  readonly #clear: ReadonlySet<string>;
  readonly #plainOf = new WeakMap<AnyRow, AnyRow>();
  readonly #sealedOf = new WeakMap<AnyRow, AnyRow>();

  constructor(key: CryptoKey, table: string, schema: AnySchema) {
    this.#key = key;
    this.#table = table;
    this.#primary = getPrimaryFieldOfPrimaryKey(schema.primaryKey) as string;
    this.#clear = clearFields(schema);
  }

  async seal(plain: AnyRow): Promise<AnyRow> {
    const known = this.#sealedOf.get(plain);
    if (known && known._rev === plain._rev && known._deleted === plain._deleted) return known;
    const open: Record<string, unknown> = {};
    const body: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(plain)) (this.#clear.has(field) ? open : body)[field] = value;
    open[SEALED] = await sealedText(this.#key, this.#about(plain), JSON.stringify(body));
    return this.#pair(plain, open as unknown as AnyRow, 'sealed');
  }

  /** Throws `TextSealBroken`. */
  async unseal(sealed: AnyRow): Promise<AnyRow> {
    const known = this.#plainOf.get(sealed);
    if (known) return known;
    const { [SEALED]: text, ...open } = sealed;
    const body = await openedText(this.#key, this.#about(sealed), typeof text === 'string' ? text : '');
    const plain = { ...open, ...(JSON.parse(body) as object) } as unknown as AnyRow;
    return this.#pair(plain, sealed, 'plain');
  }

  #pair(plain: AnyRow, sealed: AnyRow, wanted: 'plain' | 'sealed'): AnyRow {
    this.#plainOf.set(sealed, plain);
    this.#sealedOf.set(plain, sealed);
    return wanted === 'plain' ? plain : sealed;
  }

  #about(row: AnyRow): string {
    return `${this.#table}|${String(row[this.#primary])}`;
  }
}
