import { allAggregates, refusal } from '@healthcare/domain';
import { BehaviorSubject, EMPTY, type Observable, of, switchMap } from 'rxjs';
import type { Replica, Shelf, Shelves, ShownOn, SyncState } from './replica.ts';
import type { DataKey } from './seals/data-key.ts';

/** A replica whose contents nobody can read yet: it shows nothing and takes nothing, until it is opened with its key. */
export interface SealedReplica extends Replica {
  /** Once it is open, opening it again changes nothing. Rejects with `DatabaseNotOpened`; then it stays as it is. */
  open(key: DataKey): Promise<void>;
}

const nobody = () => refusal('right/missing', 'signed-out');

/** The screens subscribe before anybody has signed in; what they see begins when it is opened. */
export function sealedReplica(
  { workstation, nowMs }: { readonly workstation: string; readonly nowMs: number },
  openWith: (key: DataKey) => Promise<Replica>,
): SealedReplica {
  const opened = new BehaviorSubject<Replica | null>(null);
  const sealed: SyncState = { ...nothingKnown, sinceMs: nowMs };
  const from = <Value>(pick: (replica: Replica) => Observable<Value>, before: Observable<Value>): Observable<Value> =>
    opened.pipe(switchMap((replica) => (replica ? pick(replica) : before)));
  let opening: Promise<void> | undefined;
  return {
    workstation,
    get recovery() {
      return opened.value?.recovery ?? { replica: 'whole', putBack: 0 };
    },
    get files() {
      return opened.value?.files ?? null;
    },
    shelves: shelvesBehind(opened, from),
    session: from(({ session }) => session, of(null)),
    sync: from(({ sync }) => sync, of(sealed)),
    refusals: from(({ refusals }) => refusals, of([])),
    shownOn: from(({ shownOn }) => shownOn, of(nothingShown)),
    wardStations: from(({ wardStations }) => wardStations, of(null)),
    open(key) {
      opening ??= openWith(key).then(
        (replica) => opened.next(replica),
        (trouble) => {
          opening = undefined;
          throw trouble;
        },
      );
      return opening;
    },
    showing: (db, ids) => opened.value?.showing(db, ids),
    async begin(session, token) {
      if (!opened.value) throw new Error('a session begins when there is something to open');
      await opened.value.begin(session, token);
    },
    listen(session, token) {
      if (!opened.value) throw new Error('a session begins when there is something to open');
      opened.value.listen(session, token);
    },
    pause: () => opened.value?.pause(),
    dismissRefusal: async (id, note) =>
      (await opened.value?.dismissRefusal(id, note)) ?? { ok: false, refusal: nobody() },
    wake: () => opened.value?.wake(),
    handIn: async () => (await opened.value?.handIn()) ?? null,
    async close() {
      await opened.value?.close();
      opened.complete();
    },
  };
}

const nothingShown: ReadonlyMap<string, ShownOn> = new Map();

const nothingKnown: SyncState = {
  link: 'signed-out',
  sealed: true,
  joined: false,
  sinceMs: 0,
  unsent: 0,
  oldestUnsentMs: null,
  refused: 0,
  progress: null,
  clockOffsetMs: null,
  sessionOver: null,
  otherVersion: null,
  awaitsServer: 0,
  olderServer: false,
  filesToSend: null,
};

type AnyShelf = Shelf<object, never>;

function shelvesBehind(
  opened: BehaviorSubject<Replica | null>,
  from: <Value>(pick: (replica: Replica) => Observable<Value>, before: Observable<Value>) => Observable<Value>,
): Shelves {
  const shelves = [...allAggregates.keys()].map((name) => {
    const shelfIn = (replica: Replica) => replica.shelves[name as keyof Shelves] as unknown as AnyShelf;
    const shelf: AnyShelf = {
      add: async (id, act) => (opened.value ? shelfIn(opened.value).add(id, act) : { ok: false, refusal: nobody() }),
      watch: (selection) => from((replica) => shelfIn(replica).watch(selection), EMPTY),
      watchOne: (id) => from((replica) => shelfIn(replica).watchOne(id), EMPTY),
      watchMany: (ids) => from((replica) => shelfIn(replica).watchMany(ids), EMPTY),
      watchCount: (where) => from((replica) => shelfIn(replica).watchCount(where), EMPTY),
      changed: from((replica) => shelfIn(replica).changed, EMPTY),
      read: async (selection) => (opened.value ? shelfIn(opened.value).read(selection) : []),
      readAfter: async (id, limit) => (opened.value ? shelfIn(opened.value).readAfter(id, limit) : []),
    };
    return [name, shelf] as const;
  });
  return Object.fromEntries(shelves) as unknown as Shelves; // one shelf per aggregate, each as its own replica types it
}
