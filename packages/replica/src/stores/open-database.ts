import type { AnyAggregate } from '@healthcare/domain';
import { createRxDatabase, type MigrationStrategies, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import type { HeldRow } from '../core/index.ts';
import { Aside } from './aside.ts';
import { RxStore } from './rx-store.ts';
import { type AsideRow, asideName, asideSchema, heldSchema } from './schemas.ts';
import { RowsOfNewerProgram } from './tables.ts';
import { type InTheClear, takeOver } from './taken-over.ts';
import { olderTables, upgradeRows } from './upgrade-rows.ts';
import { type UpgradeProgress, Upgrading } from './upgrading.ts';

/** Any of RxDB's storages; its own type parameters say nothing to us. */
// biome-ignore lint/suspicious/noExplicitAny: RxDB types a storage of unknown internals so.
export type AnyRxStorage = RxStorage<any, any>;

export interface DatabaseOptions {
  readonly name: string;
  readonly storage: AnyRxStorage;
  readonly aggregates: Iterable<AnyAggregate>;
  readonly now: () => number;
  /** What an earlier program has kept readable: it is taken over, and goes. */
  readonly inTheClear?: InTheClear | undefined;
  /** Told while rows of an earlier program are taken over; not at all on an ordinary day. */
  readonly onUpgrade?: ((progress: UpgradeProgress) => void) | undefined;
}

/** One aggregate's documents on this workstation. */
export interface OpenCollection {
  readonly aggregate: AnyAggregate;
  readonly rows: RxCollection<HeldRow>;
  readonly store: RxStore;
}

export interface OpenDatabase {
  readonly aside: Aside;
  readonly collections: ReadonlyMap<string, OpenCollection>;
  close(): Promise<void>;
}

/**
 * `schema`: of another shape than this version has. `newer-program`: written by a newer program; this one would hide what that left unsent.
 * `damaged`: the disk's copy cannot be read or written.
 */
export type OpenTrouble = 'schema' | 'newer-program' | 'damaged';

/** The local database could not be opened. Nothing was changed: what is in it is still there for whoever repairs it. */
export class DatabaseNotOpened extends Error {
  readonly trouble: OpenTrouble;

  constructor(name: string, trouble: OpenTrouble, cause: unknown) {
    super(`the local database "${name}" cannot be opened (${trouble})`, { cause });
    this.name = 'DatabaseNotOpened';
    this.trouble = trouble;
  }
}

/** RxDB's codes for a stored schema that is not the program's. */
const SCHEMA_CODES: ReadonlySet<unknown> = new Set(['DB6', 'COL12', 'DM4', 'DM5', 'SC1']);

/** Opens (or makes) the collections of the aggregates. Throws `DatabaseNotOpened`. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  let database: RxDatabase | undefined;
  try {
    database = await createRxDatabase({
      name: options.name,
      storage: options.storage,
      multiInstance: false,
      closeDuplicates: true,
      allowSlowCount: true,
    });
    return await withCollections(database, options);
  } catch (cause) {
    await database?.close().catch(() => undefined); // The first trouble is the one to tell.
    throw new DatabaseNotOpened(options.name, troubleOf(cause), cause);
  }
}

async function withCollections(database: RxDatabase, options: DatabaseOptions): Promise<OpenDatabase> {
  const { aggregates, now, inTheClear, onUpgrade = () => {} } = options;
  const upgrading = new Upgrading(onUpgrade);
  const all = [...aggregates];
  const older = await olderTables(database, all);
  const made: Readonly<Record<string, unknown>> = await database.addCollections({
    [asideName]: { schema: asideSchema },
    ...Object.fromEntries(
      all.map((one) => [one.name, { schema: heldSchema(one), migrationStrategies: unused(one), autoMigrate: false }]),
    ),
  });
  const aside = new Aside(made[asideName] as unknown as RxCollection<AsideRow>, now); // RxDB cannot know the computed names.
  const opened = all.map((aggregate): [string, OpenCollection] => {
    const rows = made[aggregate.name] as unknown as RxCollection<HeldRow>;
    return [aggregate.name, { aggregate, rows, store: new RxStore(aggregate, rows, aside) }];
  });
  const collections = new Map(opened);
  for (const table of older) {
    const collection = collections.get(table.data.name);
    if (collection) await upgradeRows(database, collection, { table, upgrading });
  }
  if (inTheClear) await takeOver(inTheClear, { aside, collections }, upgrading);
  return { aside, collections, close: () => database.close().then(() => undefined) };
}

/** RxDB asks for a step per version; rows are taken over by `upgradeRows`. */
function unused({ version }: AnyAggregate): MigrationStrategies {
  return Object.fromEntries(Array.from({ length: version }, (_, at) => [at + 1, (row: object) => row]));
}

function troubleOf(cause: unknown): OpenTrouble {
  if (cause instanceof RowsOfNewerProgram) return 'newer-program';
  return SCHEMA_CODES.has(codeOf(cause)) ? 'schema' : 'damaged';
}

function codeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}
