import type { Connection, ProtocolRange } from '@healthcare/protocol';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import {
  type AddressChanges,
  openAddressChanges,
  ownAccountRoutes,
  passkeySiteAt,
  secondStepsOf,
} from '../account/index.ts';
import type { Docket } from '../arbiter/docket.ts';
import { type Audit, auditRoutes, ownReaders, watched } from '../audit/index.ts';
import type { Config } from '../config/config.ts';
import { emergencyRoutes, type PatientNumbers } from '../emergencies/index.ts';
import type { Factors, Failures, SecondStep } from '../factors/index.ts';
import { fileRoutes } from '../files/file-routes.ts';
import type { FileStore } from '../files/file-store.ts';
import { attachmentBody } from '../gateway/attachment-writing.ts';
import type { Feeds } from '../gateway/couch-feeds.ts';
import { couchServer } from '../gateway/couch-server.ts';
import { couchSurface } from '../gateway/couch-surface.ts';
import { databaseRoutes, type OpenDatabase } from '../gateway/database-routes.ts';
import { upkeep } from '../gateway/upkeep.ts';
import { connectionRoutes } from '../live/connection-routes.ts';
import { type HospitalName, letter } from '../mail/letters/letter.ts';
import type { Post } from '../mail/mail.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { mailboxRoutes } from '../mail/mailbox-routes.ts';
import { noticesBy } from '../mail/notices.ts';
import type { Outbox } from '../mail/outbox.ts';
import { readerRoutes } from '../openings/index.ts';
import { refusalRoutes } from '../refusals/refusal-routes.ts';
import type { Refusals } from '../refusals/refusals.ts';
import type { Secrets } from '../secrets/index.ts';
import { type Accounts, hashCost, hashedInTurn } from '../sessions/accounts.ts';
import type { Directory } from '../sessions/directory.ts';
import type { Sessions } from '../sessions/sessions.ts';
import {
  type Brake,
  CODE_LASTS_MS,
  type CodeHashes,
  type CodeMail,
  codeHashes,
  emailStep,
  invited,
  type Links,
  linkRoutes,
  mailRoutes,
  openAttempts,
  signInFlow,
  signInRoutes,
} from '../sign-in/index.ts';
import type { Pouch } from '../store/database.ts';
import { wardRoutes } from '../wards/ward-routes.ts';
import {
  type EnrolmentCodes,
  enrolmentRoutes,
  handedInFiles,
  type ProofDemand,
  type Proofs,
  type Workstations,
  workstationRoutes,
} from '../workstations/index.ts';
import { accountRoutes } from './account-routes.ts';
import { callers } from './authorisation.ts';
import { basicSessions } from './basic-sessions.ts';
import { bodyShape } from './body-shape.ts';
import { compressed } from './compressed.ts';
import { health, version } from './health.ts';
import { problemHandler, RequestProblem } from './problems.ts';
import { protocolVersion } from './protocol-version.ts';
import { rateLimit } from './rate-limit.ts';
import { rightsGate } from './rights-gate.ts';
import { crossOrigin, securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './session-routes.ts';
import { userInterface } from './user-interface.ts';

export interface AppParts {
  readonly config: Config;
  readonly pouch: Pouch;
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  /** Absent where no records are served. */
  readonly files: FileStore | undefined;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly workstations: Workstations;
  readonly codes: EnrolmentCodes;
  readonly proofs: Proofs;
  readonly demand: ProofDemand;
  /** Of the server's own certificate; undefined where it has none, or an authority stands behind it: that one is renewed every few weeks. */
  readonly fingerprint: string | undefined;
  readonly refusals: Refusals;
  readonly patientNumbers: PatientNumbers | undefined;
  readonly directory: Pick<Directory, 'has' | 'placeOf'>;
  readonly audit: Audit;
  readonly secrets: Secrets;
  readonly factors: Factors;
  readonly failures: Failures;
  /** Where people reach the server; known once it listens. */
  readonly publicUrl: () => string;
  readonly brake: Brake;
  /** Absent where a mail server is configured. */
  readonly mailbox: Mailbox | undefined;
  readonly outbox: Outbox | undefined;
  readonly post: Post;
  readonly links: Links;
  readonly hospital: HospitalName;
  /** The workstations on the line; none before it listens. */
  readonly connections: () => readonly Connection[];
  /** What the arbiter has heard of rooms and stays. */
  readonly docket: () => Docket;
  readonly feeds: Feeds;
  readonly log: Logger;
  readonly now: () => number;
  readonly isStopping: () => boolean;
  readonly protocol: ProtocolRange;
}

/** The second step by mail, for sign-ins and for proofs. */
function emailStepOf({ accounts, post, hospital, now }: AppParts, hashes: CodeHashes): SecondStep {
  const mail: CodeMail = (kind, code, language) =>
    letter(kind, { code, minutes: CODE_LASTS_MS / 60_000 }, { language, hospital });
  return emailStep({ accounts, post, mail, hashes, now });
}

/** People change their own mail address. */
function addressChangesOf({ accounts, failures, post, hospital, now }: AppParts, hashes: CodeHashes): AddressChanges {
  return openAddressChanges({
    ...{ accounts, failures, hashes, now },
    async write(to, { user, kind, language, about }) {
      const mail = await letter(kind, about, { language, hospital });
      return post.send({ ...mail, to }, { kind, user, untilMs: now() + CODE_LASTS_MS });
    },
  });
}

/** Every HTTP path of the server. Nothing but sign-in, health and the UI's own files answers without a session. */
export function appFrom(parts: AppParts): Express {
  const { config, accounts, sessions, log, databases, isStopping } = parts;
  const { brake, demand } = parts;
  const basic = basicSessions({ accounts, sessions, brake, passwords: config.basicPasswords });
  const who = callers(sessions, basic, demand);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders, crossOrigin(config.allowedOrigins));
  app.use(rateLimit(config.requestsPerTenSeconds, who.grantOf));
  app.use(['/api', '/db'], watched(parts.audit));
  if (parts.mailbox) app.use('/mailbox', mailboxRoutes(parts.mailbox));
  app.get('/health', health([...databases.keys()], isStopping));
  const hasPage = config.webRoot !== '';
  app.use(['/db', '/'], couchServer({ version, databases, sessionOf: who.sessionIfAny, isStopping, hasPage }));
  app.use(['/api', '/db'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next(isStopping() ? new RequestProblem('server/stopping', { retryAfter: 2 }) : undefined);
  });
  app.use(['/api', '/db'], protocolVersion(parts.protocol));
  // A standard peer gives its key as it does everything else: by user and password.
  const known: RequestHandler = (request, response, next) =>
    (request.path === '/session/key' ? who.onlyWithSessionOrPassword : who.onlyWithSession)(request, response, next);
  app.use('/api', rightsGate(known));
  app.use('/db', who.onlyWithSessionOrPassword, compressed());
  const { files } = parts;
  if (files) app.use('/db/files', fileRoutes(files));
  if (files) app.use('/api/workstation/hand-in/files', handedInFiles({ ...parts, files }));
  app.use('/db', attachmentBody);
  app.use(['/api', '/db'], express.json({ limit: '1mb', strict: true, type: () => true }), bodyShape);
  const hashes = codeHashes(parts.secrets.keyFor('code-hash'), hashCost, hashedInTurn);
  const mailSteps = { email: emailStepOf(parts, hashes) };
  const notices = noticesBy(parts);
  const graceMs = config.factorGraceDays * 24 * 3_600_000;
  const flow = signInFlow({
    ...parts,
    graceMs,
    tell: notices.tell,
    steps: secondStepsOf({ ...parts, mailSteps }),
    passkeySite: passkeySiteAt(parts.publicUrl),
    attempts: openAttempts(parts.now),
  });
  app.use('/api/sign-in', signInRoutes(flow, demand, log));
  app.use('/api/session', sessionRoutes(parts));
  const byLink = { ...parts, notices };
  app.use('/api', linkRoutes(byLink), mailRoutes(byLink));
  const addressChanges = addressChangesOf(parts, hashes);
  app.use('/api', ownAccountRoutes({ ...parts, tell: notices.tell, notices, mailSteps, addressChanges, graceMs }));
  const invite = (user: string) => invited({ ...parts, notices }, user, 'invitation');
  app.use('/api/accounts', accountRoutes({ ...parts, invite, tell: notices.tell }));
  app.use('/api/audit', auditRoutes(parts.audit, parts.patientNumbers));
  app.use('/api/account', ownReaders(parts.audit));
  app.use('/api/patients', readerRoutes(databases));
  app.use('/api/emergencies', emergencyRoutes({ ...parts, numbers: parts.patientNumbers }));
  app.use('/api/refusals', refusalRoutes(parts));
  app.use('/api/connections', connectionRoutes(parts));
  app.use('/api/wards', wardRoutes(parts));
  const ofStations = { endAt: (id: string) => sessions.endAt(id), waitingAt: (id: string) => sessions.waitingAt(id) };
  app.use('/api', enrolmentRoutes({ ...parts, ...ofStations }), workstationRoutes(parts));
  const surface = couchSurface({ databases, feeds: parts.feeds, upkeep: upkeep(parts.pouch, [...databases.keys()]) });
  app.use('/db', databaseRoutes({ databases, couchSurface: surface, log }));
  // The ward's last: it lives at the root, and the others below it.
  if (config.adminWebRoot) app.use('/admin', userInterface(config.adminWebRoot));
  if (config.webRoot) app.use(userInterface(config.webRoot));
  app.use((_request, _response, next) => next(new RequestProblem('request/not-found')));
  app.use(problemHandler(log));
  return app;
}
