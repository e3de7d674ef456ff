import type { AnyAggregate } from '@healthcare/domain';
import type { OpenDatabase } from './gateway/database-routes.ts';
import { keptPlaces } from './gateway/kept-places.ts';
import { Pulse } from './gateway/pulse.ts';
import { ScopeIndex } from './gateway/scope-index.ts';
import type { StoredDocument } from './gateway/unite.ts';
import { Writer, type WriterParts } from './gateway/writer.ts';
import { faultOf } from './log/fault.ts';
import { openDatabase, type Pouch } from './store/database.ts';
import { upgradeStoredViews } from './store/stored-views.ts';

export interface DatabasesParts extends Omit<WriterParts, 'aggregate' | 'database'> {
  readonly pouch: Pouch;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  /** Kinds of data to which standard peers may attach files. */
  readonly attachmentsIn: ReadonlySet<string>;
}

/** The hospital's documents, one database per kind of data; absent are those that a server does not serve. */
export type Databases = ReadonlyMap<string, OpenDatabase>;

/** Opens them, and brings the views that an earlier program has stored up to date. */
export async function openDatabases(parts: DatabasesParts): Promise<Databases> {
  const databases = new Map<string, OpenDatabase>();
  for (const [name, aggregate] of parts.aggregates) databases.set(name, await opened(aggregate, parts));
  return databases;
}

async function opened(
  aggregate: AnyAggregate,
  { pouch, attachmentsIn, ...parts }: DatabasesParts,
): Promise<OpenDatabase> {
  const { log } = parts;
  const { name: db, version } = aggregate;
  const database = openDatabase<StoredDocument>(pouch, db);
  const refolded = await upgradeStoredViews(aggregate, database);
  if (refolded > 0) log.info({ db, version, refolded }, 'views brought up to date');
  const { update_seq } = await database.info();
  const writer = new Writer({ aggregate, database, ...parts });
  const index = new ScopeIndex(aggregate, database, keptPlaces(aggregate, database, log));
  index.catchUp().catch((error: unknown) => log.error(faultOf(error), 'index of scopes')); // Whoever asks tries again.
  const pulse = new Pulse(database, update_seq, (error) => log.error({ db, ...faultOf(error) }, 'feed broke'));
  pulse.onChange((change, before) => index.heard(change, before));
  return { aggregate, database, writer, index, pulse, attachments: attachmentsIn.has(db) };
}

/** Nothing is written any more, and nobody hears of changes. Resolves when what was begun is on the disk. */
export async function quiet(databases: Databases): Promise<void> {
  await Promise.all([...databases.values()].flatMap(({ writer, index }) => [writer.idle(), index.close()]));
  for (const { pulse } of databases.values()) pulse.close();
}

export async function closeDatabases(databases: Databases): Promise<void> {
  await Promise.all([...databases.values()].map(({ database }) => database.close()));
}
