import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { protocol as ownProtocol, type ProtocolRange } from '@healthcare/protocol';
import type { Logger } from 'pino';
import { emptyDocket } from './arbiter/docket.ts';
import { type Hall, type Seated, seatArbiter } from './arbiter/seat.ts';
import { type Audit, openAudit, personOf } from './audit/index.ts';
import { Config } from './config/config.ts';
import { EmergenciesFollowed, PatientNumbers } from './emergencies/index.ts';
import { Escalations } from './escalation/follow-calls.ts';
import { type Factors, openFactors, openFailures } from './factors/index.ts';
import { openFileStore } from './files/file-store.ts';
import { Feeds } from './gateway/couch-feeds.ts';
import type { OpenDatabase } from './gateway/database-routes.ts';
import { erase } from './gateway/erase.ts';
import { keptPlaces } from './gateway/kept-places.ts';
import { Pulse } from './gateway/pulse.ts';
import { ScopeIndex } from './gateway/scope-index.ts';
import type { StoredDocument } from './gateway/unite.ts';
import { Writer } from './gateway/writer.ts';
import { appFrom } from './http/app.ts';
import { openPaths } from './http/open-paths.ts';
import { liveHub } from './live/hub.ts';
import { faultOf } from './log/fault.ts';
import { openLog } from './log/log.ts';
import type { Post } from './mail/mail.ts';
import { embeddedMailbox } from './mail/mailbox.ts';
import { type Outbox, openOutbox } from './mail/outbox.ts';
import { smtpCarrier } from './mail/smtp.ts';
import { OpeningsFollowed } from './openings/index.ts';
import { PatientsFollowed } from './patients/follow-patients.ts';
import { openRefusals } from './refusals/refusals.ts';
import { openSecrets } from './secrets/index.ts';
import { type Seed, sow } from './seed.ts';
import { type Accounts, openAccounts } from './sessions/accounts.ts';
import { type Directory, type DirectoryParts, followDirectory } from './sessions/directory.ts';
import { openSessions, type Sessions } from './sessions/sessions.ts';
import { openBrake, openLinks } from './sign-in/index.ts';
import {
  auditSignatures,
  ed25519Signatures,
  openServerKey,
  type SignatureAudit,
  type Signatures,
} from './signatures/index.ts';
import { openDatabase } from './store/database.ts';
import { type Lease, takeFolder } from './store/lease.ts';
import { pouchIn } from './store/leveldb.ts';
import { upgradeStoredViews } from './store/stored-views.ts';
import { type Identity, identityFor } from './tls/certificate.ts';
import {
  type EnrolmentCodes,
  firstDesk,
  openEnrolmentCodes,
  openWorkstations,
  proofDemand,
  proofsFrom,
  type Workstations,
} from './workstations/index.ts';

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

/** Headers and bodies that trickle in hold a connection, and there are only so many (ms). Node looks every half minute by itself. */
const patience = { headersTimeout: 15_000, requestTimeout: 60_000, connectionsCheckingInterval: 5000 } as const;

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
  const { config: given, log: logger, now = Date.now, aggregates = allAggregates } = options;
  const { protocol = ownProtocol } = options;
  const config = Config.parse(given);
  const attachmentsIn: ReadonlySet<string> = options.attachmentsIn ?? new Set(config.attachmentsIn);
  const log = logger ?? openLog(config.logLevel);
  const secrets = openSecrets(config);
  const identity = await identityFor(config);
  const audit = openAudit({ data: config.data, secrets, now, log });
  const pouch = pouchIn(config.data);
  const { key, sinceMs } = await openServerKey(pouch, secrets);
  const signatures = ed25519Signatures(key);
  const accounts = openAccounts(pouch, secrets);
  const refusals = await openRefusals(pouch);
  const workstations = await openWorkstations(pouch, { now, enrolment: config.enrolment });
  const codes = await openEnrolmentCodes(pouch, secrets.keyFor('enrolment-code'), now);
  const proofs = proofsFrom(now);
  const demand = proofDemand(workstations, proofs, now);
  const sessions = await openSessions(pouch, {
    wardsAt: (workstation) => workstations.wardsAt(workstation),
    now,
    idleMs: config.sessionIdleSeconds * 1000,
    absoluteMs: config.sessionHours * 3_600_000,
    freshMs: config.proofSeconds * 1000,
    signatures,
  });
  const adopted = config.enrolment === 'required' ? await workstations.adopt(sessions.workstations()) : 0;
  if (adopted > 0) log.info({ workstations: adopted }, 'workstations from before enrolment go on');
  await firstDesk({ config, workstations, codes, log });
  const factors = openFactors({ pouch, secrets, now });
  const failures = openFailures(pouch, now);
  const brake = await openBrake(pouch, now);
  const mailbox = config.smtpUrl ? undefined : embeddedMailbox(now);
  const carrier = config.smtpUrl ? smtpCarrier(config.smtpUrl, config.mailFrom) : undefined;
  const outbox = carrier && (await openOutbox({ pouch, secrets, carrier, now, log }));
  const post = postOf(mailbox, outbox);
  const links = openLinks(pouch, now);
  const databases = new Map<string, OpenDatabase>();
  for (const [name, aggregate] of aggregates) {
    const database = openDatabase<StoredDocument>(pouch, name);
    const refolded = await upgradeStoredViews(aggregate, database);
    if (refolded > 0) log.info({ db: name, version: aggregate.version, refolded }, 'views brought up to date');
    const { update_seq } = await database.info();
    const writer = new Writer({ aggregate, database, refusals, sessions, signatures, log, now });
    const index = new ScopeIndex(aggregate, database, keptPlaces(aggregate, database, log));
    index.catchUp().catch((error: unknown) => log.error(faultOf(error), 'index of scopes')); // Whoever asks tries again.
    const pulse = new Pulse(database, update_seq, (error) => log.error({ db: name, ...faultOf(error) }, 'feed broke'));
    pulse.onChange((change, before) => index.heard(change, before));
    databases.set(name, { aggregate, database, writer, index, pulse, attachments: attachmentsIn.has(name) });
  }
  const records = databases.get('records');
  const files = records && (await openFileStore(pouch, records, log));
  const directory = await directoryOf(databases, { accounts, sessions, log });
  keepSessionsIn(audit, sessions);
  const patientNumbers = numbersOf(databases, log);
  const feeds = new Feeds();
  sessions.onEnd((grant) => feeds.endOf(grant));
  let stopping: Promise<void> | undefined;
  const isStopping = () => stopping !== undefined;
  const stores = {
    databases,
    files,
    accounts,
    sessions,
    workstations,
    codes,
    proofs,
    demand,
    fingerprint: identity?.isSelfSigned ? identity.fingerprint : undefined,
    refusals,
    patientNumbers,
    directory,
    secrets,
    factors,
    failures,
    audit,
    brake,
    mailbox,
    outbox,
    links,
    post,
    hospital: config.hospital,
  };
  const publicUrl = (): string => config.publicUrl || urlOf(config, http, identity);
  const connections = () => hub.connections();
  let arbiter: Seated | undefined;
  const docket = () => arbiter?.docket() ?? emptyDocket;
  const app = appFrom({
    config,
    pouch,
    ...stores,
    feeds,
    log,
    now,
    isStopping,
    protocol,
    publicUrl,
    connections,
    docket,
  });
  const http: Server = identity
    ? createSecureServer({ ...identity, ...patience, minVersion: 'TLSv1.2' }, app)
    : createServer(patience, app);
  http.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  const { allowedOrigins } = config;
  const enrolledFor = (wardId: string) =>
    workstations.list().filter((one) => one.kind === 'ward' && !one.revoked && one.wards?.includes(wardId));
  const hub = liveHub({ http, databases, sessions, demand, enrolledFor, allowedOrigins, log, protocol, now });
  refusals.onChange((kept) => hub.refused(kept));
  const sweep = () => {
    for (const grant of hub.grants()) sessions.touch(grant);
    sessions.sweep();
  };
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS);
  await listening(http, config);
  arbiter = arbiterOf(databases, { now, log });
  const patients = patientsOf(databases, { now, log });
  const emergencies = emergenciesOf(databases, { sessions, log });
  const openings = await openingsOf(databases, { sessions, audit, log });
  const escalations = escalationsOf(databases, { now, log });

  async function stopAll(): Promise<void> {
    clearInterval(sweeping);
    feeds.endAll();
    await closed(http, () => hub.close());
    await arbiter?.stop();
    await patients?.close();
    await openings?.close();
    emergencies?.close();
    patientNumbers?.close();
    await escalations?.close();
    await Promise.all([...databases.values()].flatMap(({ writer, index }) => [writer.idle(), index.close()]));
    for (const { pulse } of databases.values()) pulse.close();
    await directory.close();
    await files?.close();
    await Promise.all([...databases.values()].map(({ database }) => database.close()));
    await Promise.all([
      accounts.close(),
      sessions.close(),
      workstations.close(),
      codes.close(),
      refusals.close(),
      factors.close(),
      failures.close(),
      brake.close(),
      links.close(),
      outbox?.close(),
    ]);
    await audit.close();
    lease.giveBack();
    log.info('stopped');
  }
  const { port } = http.address() as AddressInfo;
  const url = urlOf(config, http, identity);
  log.info(
    { url, ...(identity && { fingerprint: identity.fingerprint }), databases: [...databases.keys()] },
    'listening',
  );
  return {
    url,
    port,
    fingerprint: identity?.fingerprint,
    accounts,
    sessions,
    workstations,
    enrolmentCodes: codes,
    factors,
    audit,
    signatures,
    auditSignatures: () =>
      auditSignatures({ databases, signatures, publicKeyOf: (grant) => sessions.publicKeyOf(grant), sinceMs }),
    outbox,
    sweep,
    paths: openPaths(app),
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

/** Whatever a session goes through, by whatever path. */
function keepSessionsIn(audit: Audit, sessions: Sessions): void {
  const about = (grant: string) => [`session/${grant}`];
  sessions.onBegin((session) =>
    audit.noteInPassing({ by: personOf(session), action: 'session-begun', about: [], outcome: 'done' }),
  );
  sessions.onChange((session) =>
    audit.noteInPassing({
      by: personOf(session),
      action: 'session-changed',
      about: about(session.grant),
      outcome: 'done',
    }),
  );
  sessions.onEnd((grant, code) =>
    audit.noteInPassing({ by: null, action: 'session-ended', about: about(grant), outcome: 'done', code }),
  );
}

/** Where it listens, by the address of this machine. */
function urlOf({ host }: Config, http: Server, identity?: Identity): string {
  const { port } = http.address() as AddressInfo;
  return `${identity ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A mail server where one is set, otherwise the embedded mailbox. */
function postOf(mailbox: Post | undefined, outbox: Outbox | undefined): Post {
  const post = outbox ?? mailbox;
  if (!post) throw new Error('neither a mail server nor a mailbox');
  return post;
}

/** A server of other kinds of data may have no staff directory: accounts are then as an administrator makes them. */
async function directoryOf(
  databases: ReadonlyMap<string, OpenDatabase>,
  parts: Omit<DirectoryParts, 'staff'>,
): Promise<Directory> {
  const staff = databases.get('staff')?.database;
  return staff
    ? followDirectory({ staff, ...parts })
    : { has: () => false, placeOf: () => Promise.resolve(undefined), close: () => Promise.resolve() };
}

/** A server of other kinds of data has no claims to answer. */
function arbiterOf(
  databases: ReadonlyMap<string, OpenDatabase>,
  { now, log }: Pick<Hall, 'now' | 'log'>,
): Seated | undefined {
  const [rooms, stays] = [databases.get('rooms'), databases.get('stays')];
  return rooms && stays && seatArbiter({ rooms, stays, now, log });
}

/** A server of other kinds of data has no patients to share. */
function patientsOf(
  databases: ReadonlyMap<string, OpenDatabase>,
  { now, log }: Pick<Hall, 'now' | 'log'>,
): PatientsFollowed | undefined {
  const [patients, records, stays] = [databases.get('patients'), databases.get('records'), databases.get('stays')];
  return patients && records && stays && new PatientsFollowed({ patients, records, stays, now, log });
}

/** A server of other kinds of data has no patients to find by a number. */
function numbersOf(databases: ReadonlyMap<string, OpenDatabase>, log: Logger): PatientNumbers | undefined {
  const patients = databases.get('patients');
  return patients && new PatientNumbers(patients, log);
}

function emergenciesOf(
  databases: ReadonlyMap<string, OpenDatabase>,
  parts: Pick<Hall, 'log'> & { readonly sessions: Sessions },
): EmergenciesFollowed | undefined {
  const emergencies = databases.get('emergencies');
  return emergencies && new EmergenciesFollowed({ emergencies, ...parts });
}

/** A server of other kinds of data has no files that are opened. */
async function openingsOf(
  databases: ReadonlyMap<string, OpenDatabase>,
  parts: Pick<Hall, 'log'> & { readonly sessions: Sessions; readonly audit: Audit },
): Promise<OpeningsFollowed | undefined> {
  const openings = databases.get('openings');
  const followed = openings && new OpeningsFollowed({ openings, ...parts });
  await followed?.begin();
  return followed;
}

/** A server of other kinds of data has no calls that could go to the next. */
function escalationsOf(
  databases: ReadonlyMap<string, OpenDatabase>,
  { now, log }: Pick<Hall, 'now' | 'log'>,
): Escalations | undefined {
  const [calls, wards] = [databases.get('calls'), databases.get('wards')];
  return calls && wards && new Escalations({ calls, wards, now, log });
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
