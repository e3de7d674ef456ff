import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { protocol as ownProtocol, type ProtocolRange } from '@healthcare/protocol';
import type { Logger } from 'pino';
import { emptyDocket } from './arbiter/docket.ts';
import type { Audit } from './audit/index.ts';
import { Config } from './config/config.ts';
import { closeDatabases, openDatabases, quiet } from './databases.ts';
import type { Factors } from './factors/index.ts';
import { openFileStore } from './files/file-store.ts';
import { directoryOf, type Followers, followAll, numbersOf } from './followers.ts';
import { Feeds } from './gateway/couch-feeds.ts';
import { erase } from './gateway/erase.ts';
import { appFrom } from './http/app.ts';
import { openPaths } from './http/open-paths.ts';
import { patience } from './http/patience.ts';
import { liveHub } from './live/hub.ts';
import { openLog } from './log/log.ts';
import type { Outbox } from './mail/outbox.ts';
import { type Seed, sow } from './seed.ts';
import type { Accounts } from './sessions/accounts.ts';
import type { Sessions } from './sessions/sessions.ts';
import { auditSignatures, type SignatureAudit, type Signatures } from './signatures/index.ts';
import { type Lease, takeFolder } from './store/lease.ts';
import { closeStores, openStores } from './stores.ts';
import { type Identity, identityFor } from './tls/certificate.ts';
import type { EnrolmentCodes, Workstations } from './workstations/index.ts';

export interface StartOptions {
  readonly config: Partial<Config>;
  readonly log?: Logger;
  /** Wall ms. Tests give their own. */
  readonly now?: () => number;
  /** Kinds of data to serve; the domain's own by default. */
  readonly aggregates?: ReadonlyMap<string, AnyAggregate>;
  /** Kinds of data to which standard peers may attach files; those of the settings by default. */
  readonly attachmentsIn?: ReadonlySet<string>;
  /** Versions of the protocol that are understood; tests give others. */
  readonly protocol?: ProtocolRange;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Of its certificate (SHA-256), for whoever has to recognise it; undefined where it has none. */
  readonly fingerprint: string | undefined;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly workstations: Workstations;
  readonly enrolmentCodes: EnrolmentCodes;
  readonly factors: Factors;
  readonly audit: Audit;
  /** Its own key, and how it checks those of others. */
  readonly signatures: Signatures;
  /** Whose is every stored entry? See `auditSignatures`. */
  auditSignatures(): Promise<SignatureAudit>;
  /** Mails that wait for the mail server; absent where they stay in the embedded mailbox. */
  readonly outbox: Outbox | undefined;
  /** What is held open for callers now, for those who look after the server. */
  open(): { readonly feeds: number; readonly waiting: number };
  /** Every route that is answered, for tests of all of them; see `openPaths`. */
  readonly paths: readonly string[];
  /** Deletes a document for good; see `erase`. Answers whether there was one. */
  erase(db: string, id: string): Promise<boolean>;
  /** Puts accounts and documents in, judged as their authors; see `Seed`. */
  seed(seed: Seed): Promise<void>;
  /** Ends the sessions that have run out; happens by itself every 15 s. */
  sweep(): void;
  /** Answers what is under way, closes the databases. Safe to call twice. */
  stop(): Promise<void>;
}

/** How often sessions that have run out are ended, so that their sockets close (ms). */
const SWEEP_EVERY_MS = 15_000;

/** A request that has not been answered by then is cut off (ms); whoever sent it sends it again. */
const LONGEST_GOODBYE_MS = 8000;

/**
 * Starts the whole server in this process. Rejects when the port is taken, when the data folder cannot be opened, and when another
 * server works on it.
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const lease = takeFolder(Config.parse(options.config).data);
  try {
    return await started(options, lease);
  } catch (error) {
    lease.giveBack();
    throw error;
  }
}

async function started(options: StartOptions, lease: Lease): Promise<RunningServer> {
  const { now = Date.now, aggregates = allAggregates, protocol = ownProtocol } = options;
  const config = Config.parse(options.config);
  const attachmentsIn: ReadonlySet<string> = options.attachmentsIn ?? new Set(config.attachmentsIn);
  const log = options.log ?? openLog(config.logLevel);
  const identity = await identityFor(config);
  const stores = await openStores({ config, log, now });
  const { pouch, accounts, refusals, sessions, signatures, workstations, demand, factors, audit, outbox } = stores;
  const databases = await openDatabases({
    ...{ pouch, refusals, sessions, signatures, log, now },
    ...{ aggregates, attachmentsIn },
  });
  const records = databases.get('records');
  const files = records && (await openFileStore(pouch, records, log));
  const directory = await directoryOf(databases, { accounts, sessions, log });
  const patientNumbers = numbersOf(databases, log);
  const feeds = new Feeds();
  sessions.onEnd((grant) => feeds.endOf(grant));
  let followers: Followers | undefined;
  let stopping: Promise<void> | undefined;
  const app = appFrom({
    ...stores,
    ...{ config, databases, files, directory, patientNumbers, feeds, log, now, protocol },
    fingerprint: identity?.isSelfSigned ? identity.fingerprint : undefined,
    hospital: config.hospital,
    isStopping: () => stopping !== undefined,
    publicUrl: () => config.publicUrl || urlOf(config, http, identity),
    connections: () => hub.connections(),
    docket: () => followers?.docket() ?? emptyDocket,
  });
  const http = serverFor(app, identity);
  const enrolledFor = (wardId: string) =>
    workstations.list().filter((one) => one.kind === 'ward' && !one.revoked && one.wards?.includes(wardId));
  const { allowedOrigins } = config;
  const hub = liveHub({ http, databases, sessions, demand, enrolledFor, allowedOrigins, log, protocol, now });
  refusals.onChange((kept) => hub.refused(kept));
  const sweep = () => {
    for (const grant of hub.grants()) sessions.touch(grant);
    sessions.sweep();
  };
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS);
  await listening(http, config);
  followers = await followAll({ databases, sessions, audit, now, log });

  async function stopAll(): Promise<void> {
    clearInterval(sweeping);
    feeds.endAll();
    await closed(http, () => hub.close());
    await followers?.close();
    patientNumbers?.close();
    await quiet(databases);
    await directory.close();
    await files?.close();
    await closeDatabases(databases);
    await closeStores(stores);
    lease.giveBack();
    log.info('stopped');
  }
  const { port } = http.address() as AddressInfo;
  const url = urlOf(config, http, identity);
  const fingerprint = identity?.fingerprint;
  log.info({ url, ...(identity && { fingerprint }), databases: [...databases.keys()] }, 'listening');
  return {
    ...{ url, port, fingerprint, accounts, sessions, workstations, factors, audit, signatures, outbox, sweep },
    enrolmentCodes: stores.codes,
    paths: openPaths(app),
    auditSignatures() {
      const publicKeyOf = (grant: string) => sessions.publicKeyOf(grant);
      return auditSignatures({ databases, signatures, publicKeyOf, sinceMs: stores.keySinceMs });
    },
    open: () => ({
      feeds: feeds.count,
      waiting: [...databases.values()].reduce((sum, { pulse }) => sum + pulse.waiting, 0),
    }),
    erase: async (db, id) => {
      const open = databases.get(db);
      return open !== undefined && erase(open, id);
    },
    seed: (seed) => sow(seed, { accounts, databases, aggregates, signatures }),
    stop() {
      stopping ??= stopAll();
      return stopping;
    },
  };
}

function serverFor(app: RequestListener, identity: Identity | undefined): Server {
  const http: Server = identity
    ? createSecureServer({ ...identity, ...patience, minVersion: 'TLSv1.2' }, app)
    : createServer(patience, app);
  http.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  return http;
}

/** Where it listens, by the address of this machine. */
function urlOf({ host }: Config, http: Server, identity?: Identity): string {
  const { port } = http.address() as AddressInfo;
  return `${identity ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Takes no more connections, lets every request under way be answered, then cuts what is still held open. */
async function closed(http: Server, closeHub: () => Promise<void>): Promise<void> {
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  const late = setTimeout(() => http.closeAllConnections(), LONGEST_GOODBYE_MS);
  const ended = new Promise<void>((done) => http.once('close', () => done()));
  await closeHub(); // closes the HTTP server with it
  await ended;
  clearInterval(idle);
  clearTimeout(late);
}

function listening(http: Server, { port, host }: Config): Promise<void> {
  return new Promise((ready, failed) => {
    http.once('error', failed);
    http.listen(port, host, () => {
      http.off('error', failed);
      ready();
    });
  });
}
