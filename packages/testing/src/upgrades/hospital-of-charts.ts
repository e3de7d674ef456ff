import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyAggregate, Clock, type Entry } from '@healthcare/domain';
import type { BulkAnswers, ProtocolRange, SignedIn } from '@healthcare/protocol';
import {
  type GrantKey,
  grantKeysIn,
  keysInMemory,
  openReplica,
  type Replica,
  type ReplicaOptions,
  type SyncState,
  workstationIdFrom,
} from '@healthcare/replica';
import { MemoryJournal } from '@healthcare/replica/memory-journal';
import { type RunningServer, startServer } from '@healthcare/sync-server';
import { newSigner, signedBody, signsWith } from '@healthcare/sync-server/signer';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { filter, firstValueFrom, type Observable } from 'rxjs';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { entryOf } from './charts.ts';

/** A server of charts in a folder of its own, which can be stopped and started again as another program. */
export interface Hospital {
  readonly server: RunningServer;
  /** Ends the program and starts another on the same data and the same port. */
  become(program: Program): Promise<void>;
  /** A sign-in of a nurse at the workstation with this name. */
  signIn(workstation?: string, key?: Pick<GrantKey, 'publicKey'>): Promise<Nurse>;
}

export interface Program {
  readonly charts: AnyAggregate;
  /** Kinds of documents that this program has beside them. */
  readonly beside?: readonly AnyAggregate[];
  readonly protocol?: ProtocolRange;
}

/** Somebody with a session, without a replica. */
export interface Nurse extends SignedIn {
  get<Body>(path: string): Promise<Body>;
  push(documents: readonly object[]): Promise<z.infer<typeof BulkAnswers>>;
  entry(kind: string, data: Entry['data'], more?: Partial<Entry>): Entry;
}

const secretOf = (workstation: string) => workstation.padEnd(43, '0');

/** Ends with the test. */
export async function hospital(first: Program): Promise<Hospital> {
  const folder = mkdtempSync(join(tmpdir(), 'charts-'));
  let server = await started(folder, first, 0);
  onTestFinished(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get server() {
      return server;
    },
    async become(program) {
      const { port } = server;
      await server.stop();
      server = await started(folder, program, port);
    },
    async signIn(workstation = 'w', key) {
      const signer = newSigner();
      const { publicKey } = key ?? signer;
      const account = { _id: 'salma', logins: ['1'], passwordHash: '', role: 'nurse', wards: ['4B'] } as const;
      const claim = { secret: secretOf(workstation), publicKey, kind: 'ward', wardId: '4B' } as const;
      const begun = await server.sessions.begin(account, claim);
      if (typeof begun === 'string') throw new Error(begun);
      if (!key) signsWith(begun.session.grant, signer);
      return nurseWith(begun, () => server.url);
    },
  };
}

function started(folder: string, { charts, beside = [], protocol }: Program, port: number): Promise<RunningServer> {
  const aggregates = new Map([charts, ...beside].map((one) => [one.name, one]));
  const config = { port, data: folder, logLevel: 'silent' as const };
  return startServer({ config, aggregates, ...(protocol && { protocol }) });
}

function nurseWith(begun: SignedIn, url: () => string): Nurse {
  const headers = { authorization: `Bearer ${begun.token}`, 'content-type': 'application/json' };
  const { user, grant, workstation } = begun.session;
  const clock = new Clock(workstation, Date.now);
  return {
    ...begun,
    get: async <Body>(path: string) => (await (await fetch(url() + path, { headers })).json()) as Body,
    async push(docs) {
      const answer = await fetch(`${url()}/db/charts/_bulk_docs`, {
        method: 'POST',
        headers,
        body: JSON.stringify(signedBody('/db/charts/_bulk_docs', { docs })),
      });
      return (await answer.json()) as z.infer<typeof BulkAnswers>;
    },
    entry: (kind, data, more) => entryOf(kind, data, { at: clock.next(), by: { user, grant, workstation }, ...more }),
  };
}

/** A workstation of either program at this server, in memory. */
export interface Workstation {
  readonly replica: Replica;
  add(id: string, kind: string, data: Entry['data']): Promise<void>;
  /** A chart as it is held. */
  held(id: string): Promise<HeldChart | undefined>;
  /** The first state of sync that is so. */
  until(isSo: (state: SyncState) => boolean): Promise<SyncState>;
  /** Resolves when the chart is held so. */
  untilHeld(id: string, isSo: (chart: HeldChart) => boolean): Promise<HeldChart>;
}

export interface HeldChart {
  readonly entries: readonly Entry[];
  readonly unsent: readonly string[];
  readonly [field: string]: unknown;
}

let opened = 0;

/** Signed in and connected. */
export async function workstation(
  at: Hospital,
  charts: AnyAggregate,
  more: Partial<ReplicaOptions> = {},
): Promise<Workstation> {
  opened += 1;
  const name = `workstation ${opened}`;
  const grantKeys = grantKeysIn(keysInMemory());
  const replica = await openReplica({
    serverUrl: at.server.url,
    storage: getRxStorageMemory(),
    journal: new MemoryJournal(),
    name,
    workstation: await workstationIdFrom(secretOf(name.replace(' ', '-'))),
    grantKeys,
    aggregates: new Map([[charts.name, charts]]),
    ...more,
  });
  onTestFinished(() => replica.close());
  const key = await grantKeys.make();
  const { session, token } = await at.signIn(name.replace(' ', '-'), key);
  await grantKeys.keep(session.grant, key);
  await replica.begin(session, token);
  const shelf = Reflect.get(replica.shelves, charts.name) as Replica['shelves']['calls']; // Generic beneath its types.
  const chartOf = (id: string) => shelf.watchOne(id) as unknown as Observable<HeldChart | undefined>;
  return {
    replica,
    async add(id, kind, data) {
      const added = await shelf.add(id, { kind, data } as never);
      if (!added.ok) throw new Error(added.refusal.code);
    },
    held: (id) => firstValueFrom(chartOf(id)),
    until: (isSo) => firstValueFrom(replica.sync.pipe(filter(isSo))),
    untilHeld: (id, isSo) =>
      firstValueFrom(chartOf(id).pipe(filter((chart): chart is HeldChart => chart !== undefined && isSo(chart)))),
  };
}
