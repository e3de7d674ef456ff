import { anyAggregate } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import type { Session } from '@healthcare/protocol';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { firstValueFrom } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { grantKeysIn, keysInMemory } from './identity/index.ts';
import { MemoryJournal } from './journals/memory-journal.ts';
import { openReplica, type ReplicaOptions } from './open-replica.ts';
import type { Witness, WitnessNote } from './recovery.ts';
import type { Replica } from './replica.ts';
import { type AnyRxStorage, DatabaseNotOpened } from './stores/index.ts';

const session: Session = {
  grant: 'g1',
  user: 'salma',
  role: 'nurse',
  wards: ['4B'],
  workstation: 'wk-1',
  kind: 'ward',
  wardId: '4B',
  scopes: ['staff', 'ward:4B', 'user:salma'],
  issuedAt: '2026-11-23T10:00:00.000Z',
  expiresAt: '2026-11-23T22:00:00.000Z',
  serverTime: '2026-11-23T10:00:00.000Z',
};
const raised = {
  kind: 'raised',
  data: { kind: 'emergency', priority: 'high', wardId: '4B', roomId: 'r1', room: '401' },
} as const;

let open: Replica | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

function memoryWitness(): Witness & { note: WitnessNote | undefined } {
  const witness = {
    note: undefined as WitnessNote | undefined,
    read: async () => witness.note,
    write: async (note: WitnessNote) => {
      witness.note = note;
    },
  };
  return witness;
}

interface Machine extends Pick<ReplicaOptions, 'journal' | 'witness'> {
  readonly storage: AnyRxStorage;
}

const machine = (): Machine & { witness: ReturnType<typeof memoryWitness> } => ({
  storage: getRxStorageMemory(),
  journal: new MemoryJournal(),
  witness: memoryWitness(),
});

let names = 0;
function freshName(): string {
  names += 1;
  return `replica ${names}`;
}

/** A start of the workstation; the one before has ended. */
async function start(name: string, on: Machine): Promise<Replica> {
  await open?.close();
  open = undefined;
  const aggregates = new Map([['calls', anyAggregate(calls)]]);
  const grantKeys = grantKeysIn(keysInMemory());
  await grantKeys.keep(session.grant, await grantKeys.make());
  open = await openReplica({
    serverUrl: 'http://127.0.0.1:9',
    name,
    workstation: 'wk-1',
    grantKeys,
    aggregates,
    ...on,
  });
  await open.begin(session, 'token');
  return open;
}

/** The same storage, of which these databases cannot be opened. */
function damaged(storage: AnyRxStorage, names: readonly string[], cause: Error): AnyRxStorage {
  return {
    ...storage,
    createStorageInstance: (params) =>
      names.includes(params.databaseName) ? Promise.reject(cause) : storage.createStorageInstance(params),
  };
}

/** What is under this storage's names is gone; all memory storages of a process are one. */
function emptied(storage: AnyRxStorage): AnyRxStorage {
  return {
    ...storage,
    createStorageInstance: (params) =>
      storage.createStorageInstance({ ...params, databaseName: `${params.databaseName} emptied` }),
  };
}

const idsHere = async ({ shelves }: Replica) => (await shelves.calls.read({})).map(({ id }) => id).toSorted();
const unsent = async ({ sync }: Replica) => (await firstValueFrom(sync)).unsent;

test('an ordinary day: the replica is whole at the first start and at the next, and nothing is put back', async () => {
  const [name, desk] = [freshName(), machine()];
  const first = await start(name, desk);
  expect(first.recovery).toEqual({ replica: 'whole', putBack: 0 });
  await first.shelves.calls.add('a', raised);
  const second = await start(name, desk);
  expect(second.recovery).toEqual({ replica: 'whole', putBack: 0 });
  expect(await unsent(second)).toBe(1);
});

test('a storage that was emptied is noticed, and what was not sent is here again', async () => {
  const [name, desk] = [freshName(), machine()];
  const before = await start(name, desk);
  for (const id of ['a', 'b', 'c']) await before.shelves.calls.add(id, raised);
  const mended = { ...desk, storage: emptied(desk.storage) };
  const after = await start(name, mended);
  expect(after.recovery).toEqual({ replica: 'lost', putBack: 3 });
  expect([await idsHere(after), await unsent(after)]).toEqual([['a', 'b', 'c'], 3]);
  expect((await start(name, mended)).recovery).toEqual({ replica: 'whole', putBack: 0 });
});

test('without its witness nothing is noticed, and all the same everything is put back', async () => {
  const [name, desk] = [freshName(), machine()];
  await (await start(name, desk)).shelves.calls.add('a', raised);
  const after = await start(name, { storage: emptied(desk.storage), journal: desk.journal });
  expect(after.recovery).toEqual({ replica: 'whole', putBack: 1 });
});

test('a replica that cannot be read is set aside as it is, and its place is taken by one with all that was not sent', async () => {
  const [name, desk] = [freshName(), machine()];
  await (await start(name, desk)).shelves.calls.add('a', raised);
  const broken = { ...desk, storage: damaged(desk.storage, [name], new Error('the backing store is gone')) };
  const after = await start(name, broken);
  expect(after.recovery).toEqual({ replica: 'set-aside', putBack: 1 });
  await after.shelves.calls.add('b', raised);
  const next = await start(name, broken);
  expect(next.recovery).toEqual({ replica: 'whole', putBack: 0 });
  expect(await idsHere(next)).toEqual(['a', 'b']);
  const forSupport = await start(name, { storage: desk.storage, journal: new MemoryJournal() });
  expect(await idsHere(forSupport)).toEqual(['a']);
});

test('a disk on which nothing can be opened: nothing is set aside, and the first trouble is told', async () => {
  const [name, desk] = [freshName(), machine()];
  await start(name, desk);
  const gone = damaged(desk.storage, [name, `${name}-2`], new Error('no disk'));
  await expect(start(name, { ...desk, storage: gone })).rejects.toMatchObject({ trouble: 'damaged' });
  expect(desk.witness.note?.generation).toBe(1);
  expect((await start(name, desk)).recovery.replica).toBe('whole');
});

test('a full disk is no reason to set anything aside', async () => {
  const [name, desk] = [freshName(), machine()];
  await start(name, desk);
  const full = damaged(desk.storage, [name], new DOMException('no room', 'QuotaExceededError'));
  await expect(start(name, { ...desk, storage: full })).rejects.toThrow(DatabaseNotOpened);
  expect((await start(name, desk)).recovery.replica).toBe('whole');
});

test('an act that was not saved says whether the disk is full', async () => {
  const desk = machine();
  const full = { append: () => Promise.reject(new Error('journal/disk-full')), acknowledge: async () => {} };
  const replica = await start(freshName(), { ...desk, journal: { ...full, pending: async () => [] } });
  await expect(replica.shelves.calls.add('a', raised)).rejects.toMatchObject({
    name: 'NotSaved',
    code: 'here/disk-full',
  });
  expect([await idsHere(replica), await unsent(replica)]).toEqual([[], 0]);
});
