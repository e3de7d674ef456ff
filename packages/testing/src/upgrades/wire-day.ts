import { allAggregates } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { grantKeysIn, keysInMemory, openReplica, type Replica, workstationIdFrom } from '@healthcare/replica';
import { MemoryJournal } from '@healthcare/replica/memory-journal';
import { hashPassword, type RunningServer, startServer } from '@healthcare/sync-server';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { filter, firstValueFrom, timeout } from 'rxjs';

/** One request of a workstation and what the server of that day answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** A small day on the wire, as two programs of one time spoke it. */
export interface WireDay {
  readonly protocol: number;
  /** Wall ms at its beginning: what was signed then is judged by that clock. */
  readonly atMs: number;
  readonly exchanges: readonly Exchange[];
  /** What came over the live line of the same session, in order. */
  readonly live: readonly (readonly [event: string, message: unknown])[];
}

export const wireSecret = 'wire'.padEnd(43, '0');
export const wirePassword = 'a long wire password';
/** Begun by somebody else before the day, in another ward: a second beginning of it is refused. */
export const TAKEN = 'wire-taken';
const WARD = '4B';

/** The server of the day; the same people, and what there was before it. */
export async function wireServer(folder: string, now: () => number): Promise<RunningServer> {
  const server = await startServer({ config: { port: 0, data: folder, logLevel: 'silent', enrolment: 'open' }, now });
  const passwordHash = await hashPassword(wirePassword);
  const account = (id: string, role: 'nurse' | 'headNurse', wards: readonly string[]) => ({
    ...{ _id: id, logins: [id], email: `${id}@hospital.example`, passwordHash, role, wards },
  });
  const by = { user: 'rania', grant: 'seeded', workstation: 'wk-seeded' };
  const raised = (id: string, wardId: string) => {
    const entry = { id: `${id}-1`, kind: 'raised', at: '000000001000-wk', by, after: [], data: { ...call, wardId } };
    return { id, entries: [entry] };
  };
  await server.seed({
    accounts: [account('salma', 'nurse', [WARD, '3A']), account('rania', 'nurse', [WARD, '3A'])],
    documents: { calls: [raised(TAKEN, '3A'), raised('wire-before', WARD)] },
  });
  return server;
}

const call = { kind: 'emergency', priority: 'high', roomId: 'r403', room: '403', wardId: WARD } as const;

/** Of whoever signs in for the day. */
export const wireKeys = grantKeysIn(keysInMemory());

interface WireReplicaOptions {
  readonly onTrouble?: (trouble: unknown) => void;
  /** What the server keeps, by name; without it everything. Servers are upgraded first, so a workstation holds no more than its server. */
  readonly kept?: ReadonlySet<string>;
}

export async function wireReplica(
  serverUrl: string,
  { onTrouble = () => {}, kept }: WireReplicaOptions = {},
): Promise<Replica> {
  return openReplica({
    serverUrl,
    storage: getRxStorageMemory(),
    journal: new MemoryJournal(),
    name: `wire ${Math.random()}`,
    workstation: await workstationIdFrom(wireSecret),
    grantKeys: wireKeys,
    ...(kept && { aggregates: new Map([...allAggregates].filter(([name]) => kept.has(name))) }),
    onTrouble,
  });
}

/** What is done at the workstation, with ids that are the same every time, so that recorded answers are answers to it. */
export async function workTheDay(replica: Replica, session: Session, token: string): Promise<void> {
  await replica.begin(session, token);
  await until(replica, ({ link }) => link === 'live');
  const { calls } = replica.shelves;
  await calls.add('wire-call', { kind: 'raised', entryId: 'wire-e1', data: call });
  await allSent(replica);
  await calls.add('wire-call', { kind: 'accepted', entryId: 'wire-e2', data: {} });
  await allSent(replica);
  await calls.add(TAKEN, { kind: 'raised', entryId: 'wire-e3', data: call });
  await allSent(replica);
  const [refused] = await firstValueFrom(replica.refusals.pipe(filter(({ length }) => length === 1)));
  if (!refused) throw new Error('nothing was refused');
  await replica.dismissRefusal(refused.id, 'somebody else had it');
  const told = (all: readonly { readonly untold: boolean }[]) => all.every(({ untold }) => !untold);
  await firstValueFrom(replica.refusals.pipe(filter(told), timeout(20_000)));
}

const allSent = (replica: Replica) => until(replica, ({ unsent }) => unsent === 0);

function until(replica: Replica, holds: (state: { readonly link: string; readonly unsent: number }) => boolean) {
  return firstValueFrom(replica.sync.pipe(filter(holds), timeout(20_000)));
}
