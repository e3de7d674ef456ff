import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allAggregates, type Role } from '@healthcare/domain';
import type { SignedIn } from '@healthcare/protocol';
import {
  grantKeysIn,
  type KeyPlace,
  keysInMemory,
  openReplica,
  type Replica,
  type ReplicaOptions,
  workstationIdFrom,
} from '@healthcare/replica';
import { MemoryJournal } from '@healthcare/replica/memory-journal';
import { hashPassword, type Seed, seedFolder } from '@healthcare/sync-server';
import { signedInWith } from '@healthcare/sync-server/both-steps';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { type ServerProcess, serverProcess } from './server-process.ts';

interface Colleague {
  readonly role: Role;
  readonly wards: readonly string[];
}

/** Who works in the wards of these tests; everybody has one password. */
export const colleagues = {
  salma: { role: 'nurse', wards: ['4B'] },
  omar: { role: 'doctor', wards: ['4B', '5A'] },
  farid: { role: 'doctor', wards: ['4B', '5A'] },
  rania: { role: 'headNurse', wards: ['4B'] },
  ziad: { role: 'admin', wards: ['4B', '5A'] },
} as const satisfies Readonly<Record<string, Colleague>>;
export type ColleagueName = keyof typeof colleagues;
export const password = 'a long enough password';

/** Two wards on the real server, in a folder of their own. */
export interface SmallWard {
  readonly server: ServerProcess;
  readonly folder: string;
  end(): Promise<void>;
}

/** Started and ready, with the rooms and what else there should be. `settings`: of the server, by the names of its environment. */
export async function smallWard(
  documents: Seed['documents'] = {},
  settings: Readonly<Record<string, string>> = {},
): Promise<SmallWard> {
  const folder = await mkdtemp(join(tmpdir(), 'small-ward-'));
  const passwordHash = await hashPassword(password);
  const accounts = Object.entries(colleagues).map(([name, { role, wards }]) => {
    return { _id: name, logins: [name], email: `${name}@hospital.example`, passwordHash, role, wards: [...wards] };
  });
  await seedFolder(folder, { accounts, documents });
  const server = await serverProcess(folder, settings);
  await server.start();
  return {
    server,
    folder,
    async end() {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A terminal of the ward: its replica, and people who sign in at it. */
export interface Terminal {
  readonly replica: Replica;
  /** In ward 4B unless another is named; `null`: the terminal names none, and the session goes where its person is assigned. */
  signIn(name: ColleagueName, wardId?: string | null): Promise<SignedIn>;
  close(): Promise<void>;
}

let opened = 0;
/** A terminal that is opened again has the keys of those who had signed in there. */
const keyPlaces = new Map<string, KeyPlace>();

/** What the terminals of these tests hold: two of them can be open in one process, and RxDB allows thirteen collections there. */
const held = new Set(['staff', 'rooms', 'stays', 'calls', 'records']);

/** `secret` tells terminals apart; each opening is a new disk. */
export async function terminal(
  { server }: { readonly server: Pick<ServerProcess, 'url'> },
  secret: string,
  more: Partial<ReplicaOptions> = {},
): Promise<Terminal> {
  const key = secret.padEnd(43, 'x');
  const keyPlace = keyPlaces.get(secret) ?? keysInMemory();
  keyPlaces.set(secret, keyPlace);
  const grantKeys = grantKeysIn(keyPlace);
  opened += 1;
  const replica = await openReplica({
    serverUrl: server.url,
    storage: getRxStorageMemory(),
    journal: new MemoryJournal(),
    name: `terminal ${secret} ${opened}`,
    workstation: await workstationIdFrom(key),
    grantKeys,
    aggregates: new Map([...allAggregates].filter(([name]) => held.has(name))),
    ...more,
  });
  return {
    replica,
    async signIn(name, wardId = '4B') {
      const workstation = { secret: key, kind: 'ward', ...(wardId !== null && { wardId }) } as const;
      const answer = await signedInWith(grantKeys, server.url, { user: name, password, workstation });
      await replica.begin(answer.session, answer.token);
      return answer;
    },
    close: () => replica.close(),
  };
}
