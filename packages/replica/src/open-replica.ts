import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { BehaviorSubject, combineLatest, distinctUntilChanged, firstValueFrom, map, merge, mergeMap, of } from 'rxjs';
import { Engine, type Journal, steadyClock, WireFailure } from './core/index.ts';
import {
  type FileStorage,
  type FilesHere,
  filesToSend,
  idbFiles,
  openFiles,
  type RecordsHere,
  sameToSend,
} from './files/index.ts';
import type { GrantKey, GrantKeys, Prover } from './identity/index.ts';
import { Link } from './link.ts';
import { nameOf, openedOrSetAside, type Recovery, type Witness } from './recovery.ts';
import { RefusalBook } from './refusals/refusal-book.ts';
import type { LeftHere, Replica, Shelves } from './replica.ts';
import { type Author, notHeld, shelfOn } from './shelf.ts';
import { ShownStations } from './shown-stations.ts';
import {
  type AnyRxStorage,
  DatabaseNotOpened,
  dexieStorage,
  type OpenDatabase,
  openDatabase,
  sealedStorage,
  type UpgradeProgress,
} from './stores/index.ts';
import { type Address, handInWire, httpWire } from './wire/index.ts';

export interface ReplicaOptions {
  /** Without a slash at the end; empty for the origin of the page. */
  readonly serverUrl: string;
  /** `dexie` in a page; memory in tests. */
  readonly storage: 'dexie' | AnyRxStorage;
  /** Rows are sealed with it, and what an earlier program has left readable under this name is taken over. Absent in tests only. */
  readonly seal?: CryptoKey;
  /** Name of the local database; a workstation has one. */
  readonly name: string;
  /** Apart from the storage: what the one loses comes back from the other. */
  readonly journal: Journal;
  /** Without one a loss of the storage is mended, but not noticed. */
  readonly witness?: Witness;
  /** Its id, from `workstationIdFrom`. */
  readonly workstation: string;
  /** What signs in the names of those who sign in here. */
  readonly grantKeys: GrantKeys;
  /** What proves to the server which workstation this is; absent in tests of servers where nobody has to. */
  readonly prover?: Prover;
  /** Kinds of data to hold; all by default. */
  readonly aggregates?: ReadonlyMap<string, AnyAggregate>;
  /** Wall ms. */
  readonly now?: () => number;
  /** 0…1, spreads waits. */
  readonly random?: () => number;
  /** The version of the protocol that is spoken; tests give another. */
  readonly protocol?: number;
  /** Documents in one page of the feed. */
  readonly pageSize?: number;
  /** Where files are kept: `idb` in a page. Absent: this workstation has none. */
  readonly files?: 'idb' | FileStorage;
  /** Most bytes of files that are kept although the server has them. */
  readonly mostCacheBytes?: number;
  /** Told while what an earlier program has left is taken over, before the promise resolves. */
  readonly onUpgrade?: (progress: UpgradeProgress) => void;
  /** For a log: requests and writes that failed, all of which are tried again. */
  readonly onTrouble?: (trouble: unknown) => void;
}

/**
 * Opens this workstation's data; nothing is sent or asked before `begin`. What the replica has lost comes back from the journal, and one
 * that cannot be read is set aside. Throws `DatabaseNotOpened` when there is no way to keep anything.
 */
export async function openReplica(options: ReplicaOptions): Promise<Replica> {
  const { name, witness, onTrouble = () => {} } = options;
  const journal = await readOnce(options.journal);
  const note = await witness?.read();
  const found = await openedOrSetAside(note?.generation ?? 1, (n) => openParts(nameOf(name, n), journal, options));
  const { parts, generation, setAside } = found;
  const before = (await parts.database.aside.read<Starts>(STARTS))?.count ?? 0;
  const isLost = note !== undefined && before < note.starts;
  const starts = Math.max(before, note?.starts ?? 0) + 1;
  try {
    await parts.database.aside.write(STARTS, { count: starts } satisfies Starts);
    await witness?.write({ generation, starts });
  } catch (trouble) {
    onTrouble(trouble); // Then a later loss is not noticed, only mended.
  }
  const replica = setAside ? 'set-aside' : isLost ? 'lost' : 'whole';
  return await replicaFrom(parts, { replica, putBack: parts.putBack });
}

/** O5: that somebody opened a file goes before what they did with it. */
const OPENINGS = 'openings';

/** How often this database was opened; see `WitnessNote`. */
interface Starts {
  readonly count: number;
}
const STARTS = 'starts';

/** Opens one database with all that works on it. Throws `DatabaseNotOpened`, and leaves nothing open then. */
async function openParts(
  name: string,
  journal: Journal,
  options: ReplicaOptions,
): Promise<Parts & { readonly putBack: number }> {
  const { workstation, now = Date.now, aggregates = allAggregates, onUpgrade } = options;
  const database = await openDatabase({ ...placeFor(name, options), aggregates: aggregates.values(), now, onUpgrade });
  try {
    const parts = partsOn(database, journal, options);
    let putBack = 0;
    for (const engine of parts.engines.values()) putBack += await engine.begin();
    await parts.book.open();
    await parts.link.open();
    return { ...parts, workstation, putBack };
  } catch (cause) {
    await database.close().catch(() => undefined); // The first trouble is the one to tell.
    throw new DatabaseNotOpened(name, 'damaged', cause);
  }
}

function placeFor(name: string, { storage: given, seal }: ReplicaOptions) {
  const storage = given === 'dexie' ? dexieStorage() : given;
  if (!seal) return { name, storage };
  return { name: `${name}-sealed`, storage: sealedStorage(storage, seal), inTheClear: { name, storage } };
}

function partsOn(database: OpenDatabase, journal: Journal, options: ReplicaOptions): Omit<Parts, 'workstation'> {
  const { serverUrl, workstation, pageSize, now = Date.now, random = Math.random, onTrouble = () => {} } = options;
  const who = new Who();
  const { prover } = options;
  const address = { serverUrl, prover, token: () => who.token, protocol: options.protocol };
  const engines = new Map<string, Engine>();
  const clock = steadyClock(workstation, now);
  const book = new RefusalBook({
    aside: database.aside,
    address,
    clock,
    author: () => who.author,
    onWaiting: (count) => link.refusedNow(count),
    onTrouble,
  });
  const link = new Link({
    address,
    engines,
    aside: database.aside,
    goesOn: (session) => {
      const before = who.session.value;
      const changed = who.goesOn(session);
      if (who.session.value !== before) book.personChanged();
      return changed;
    },
    refusals: book,
    stations: (line) => new ShownStations((shown) => line.tellShown(shown)),
    now,
    random,
    onTrouble,
  });
  for (const { aggregate, store } of database.collections.values()) {
    const engine = new Engine({
      aggregate,
      store,
      journal,
      wire: httpWire(address, aggregate.name),
      clock,
      now,
      random,
      ...(pageSize !== undefined && { pageSize }),
      onTrouble: (trouble) => link.trouble(aggregate.name, trouble),
      onChange: () => link.changed(),
      scopes: () => who.session.value?.scopes ?? [],
      first: () => (aggregate.name === OPENINGS ? undefined : engines.get(OPENINGS)?.handIn()),
    });
    engines.set(aggregate.name, engine);
  }
  return { database, engines, link, book, who, address, options };
}

/** Every database asks at its beginning: all of them get the one answer. */
async function readOnce(journal: Journal): Promise<Journal> {
  const pending = await journal.pending();
  return {
    append: (entries) => journal.append(entries),
    acknowledge: (entryIds) => journal.acknowledge(entryIds),
    pending: async () => pending,
  };
}

/** Who stands at this workstation, and under which session it talks to the server; the two part when somebody has left. */
class Who {
  readonly session = new BehaviorSubject<Session | null>(null);
  token: string | undefined;
  author: Author | undefined;
  #key: GrantKey | undefined;

  become(session: Session, token: string, key: GrantKey): void {
    this.token = token;
    this.#key = key;
    this.author = authorUnder(session, key);
    this.session.next(session);
  }

  /** Its person is not here. */
  listens(session: Session, token: string): void {
    this.token = token;
    this.#key = undefined;
    this.author = undefined;
    this.session.next(session);
  }

  /** The same session, perhaps with other rights: what is done from now on is judged by them. Answers whether its scopes are others. */
  goesOn(session: Session): boolean {
    const before = this.session.value;
    if (before?.grant !== session.grant) return false; // of a line that is being broken off
    if (placeIn(before) === placeIn(session)) return false;
    if (this.author && this.#key) this.author = authorUnder(session, this.#key);
    this.session.next(session);
    return before.scopes.join() !== session.scopes.join();
  }
}

function authorUnder({ user, grant, workstation, role, wards }: Session, { sign }: GrantKey): Author {
  return { by: { user, grant, workstation }, person: { user, role, wards }, sign };
}

/** The part of a session that can change. */
function placeIn({ role, wards, wardId, scopes }: Session): string {
  return JSON.stringify([role, wards, wardId, scopes]);
}

interface Parts {
  readonly database: OpenDatabase;
  readonly engines: ReadonlyMap<string, Engine>;
  readonly link: Link;
  readonly book: RefusalBook;
  readonly who: Who;
  readonly workstation: string;
  readonly address: Address;
  readonly options: ReplicaOptions;
}

async function replicaFrom(parts: Parts, recovery: Recovery): Promise<Replica> {
  const { database, engines, link, book, who, workstation, address, options } = parts;
  const shelves = shelvesOn({ database, engines, who, book });
  const files = await filesBeside({ shelves, database, link, book, address, options });
  return {
    workstation,
    recovery,
    shelves,
    files,
    session: who.session.asObservable(),
    sync: combineLatest([link.sync, toSendOf(files)]).pipe(map(([sync, toSend]) => ({ ...sync, filesToSend: toSend }))),
    refusals: book.list.asObservable(),
    shownOn: link.stations.shownOn.asObservable(),
    wardStations: link.stations.ofWard.asObservable(),
    showing: (db, ids) => link.stations.showing(db, ids),
    begin: async (session, token) => {
      const again = token === who.token && !link.ended;
      const key = await options.grantKeys.of(session.grant);
      if (!key) return link.over('session/key-lost');
      who.become(session, token, key);
      book.personChanged();
      if (!again) link.begin();
    },
    listen: (session, token) => {
      const again = token === who.token && !link.ended;
      who.listens(session, token);
      book.personChanged();
      if (!again) link.begin();
    },
    pause: () => {
      who.author = undefined;
      book.personChanged();
    },
    dismissRefusal: (id, note) => book.dismiss(id, note),
    wake: () => link.wake(),
    handIn: () => handedIn(engines, files, address),
    close: async () => {
      await files?.close();
      await link.close();
      who.session.complete();
      await book.close();
      await database.close();
    },
  };
}

/** Everything that is unsent, by the workstation's key alone (N6); entries first: the server takes no file whose record it does not know. */
async function handedIn(engines: Parts['engines'], files: FilesHere | null, address: Address): Promise<LeftHere> {
  await files?.noteOwners();
  let entries = 0;
  for (const [name, engine] of engines) entries += await engine.handInBy(handInWire(address, name));
  return { entries, files: (await files?.handIn()) ?? [] };
}

function toSendOf(files: FilesHere | null) {
  return files ? files.states.pipe(map(filesToSend), distinctUntilChanged(sameToSend)) : of(null);
}

async function filesBeside(
  parts: Pick<Parts, 'database' | 'link' | 'book' | 'address' | 'options'> & { readonly shelves: Shelves },
): Promise<FilesHere | null> {
  const { database, link, book, address, options, shelves } = parts;
  const { files, name, onTrouble = () => {}, mostCacheBytes, now = Date.now, random = Math.random } = options;
  const records = database.collections.get('records');
  if (!(files && records)) return null;
  const opening = openFiles({
    storage: files === 'idb' ? idbFiles() : files,
    name,
    address,
    records: recordsIn(shelves.records, book),
    sync: link.sync,
    now,
    random,
    mostCacheBytes,
    onTrouble: (trouble) => {
      if (trouble instanceof WireFailure && trouble.trouble === 'session-over') link.trouble('', trouble);
      else onTrouble(trouble);
    },
  });
  return await opening.catch((trouble: unknown) => {
    onTrouble(trouble); // The ward works on without its files; what was not sent stays on the disk for support.
    return null;
  });
}

/** The records, and what was refused of them here, as the files need to know them. */
function recordsIn(shelf: Shelves['records'], { list }: RefusalBook): RecordsHere {
  const refused = list.pipe(map((all) => all.filter(({ db, here }) => here && db === 'records')));
  return {
    read: (id) => firstValueFrom(shelf.watchOne(id)),
    add: (id, facts) => shelf.add(id, { kind: 'fileAdded', data: facts }),
    async refusal(id) {
      const all = (await firstValueFrom(refused)).filter(({ document }) => document === id);
      if (all.length === 0) return undefined;
      return all.some(({ waits }) => waits) ? 'standing' : 'dismissed';
    },
    changed: merge(shelf.changed, refused.pipe(mergeMap((all) => all.map(({ document }) => document)))),
  };
}

function shelvesOn({ database, engines, who, book }: Pick<Parts, 'database' | 'engines' | 'who' | 'book'>): Shelves {
  const shelves = [...database.collections].flatMap(([name, collection]) => {
    const engine = engines.get(name);
    if (!engine) return [];
    const shelf = shelfOn({
      collection,
      engine,
      author: () => who.author,
      refusedBefore: (entryId) => book.list.value.find(({ entry }) => entry.id === entryId),
      madeAgain: (entry) => book.madeAgain(name, entry),
    });
    return [[name, shelf] as const];
  });
  const missing = [...allAggregates.keys()].map((name) => [name, notHeld] as const);
  return Object.fromEntries([...missing, ...shelves]) as unknown as Shelves; // One shelf per aggregate, each from its own descriptor.
}
