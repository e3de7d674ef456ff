import type { Logger } from 'pino';
import { type Audit, openAudit, personOf } from './audit/index.ts';
import type { Config } from './config/config.ts';
import { type Factors, type Failures, openFactors, openFailures } from './factors/index.ts';
import type { Post } from './mail/mail.ts';
import { embeddedMailbox, type Mailbox } from './mail/mailbox.ts';
import { type Outbox, openOutbox } from './mail/outbox.ts';
import { smtpCarrier } from './mail/smtp.ts';
import { openRefusals, type Refusals } from './refusals/refusals.ts';
import { openSecrets, type Secrets } from './secrets/index.ts';
import { type Accounts, openAccounts } from './sessions/accounts.ts';
import { openSessions, type Sessions } from './sessions/sessions.ts';
import { type Brake, type Links, openBrake, openLinks } from './sign-in/index.ts';
import { ed25519Signatures, openServerKey, type Signatures } from './signatures/index.ts';
import type { Pouch } from './store/database.ts';
import { pouchIn } from './store/leveldb.ts';
import {
  type EnrolmentCodes,
  firstDesk,
  openEnrolmentCodes,
  openWorkstations,
  type ProofDemand,
  type Proofs,
  proofDemand,
  proofsFrom,
  type Workstations,
} from './workstations/index.ts';

export interface StoresParts {
  readonly config: Config;
  readonly log: Logger;
  readonly now: () => number;
}

/** What the server keeps on its disk beside the hospital's documents, open. */
export interface Stores extends Mails {
  readonly pouch: Pouch;
  readonly secrets: Secrets;
  readonly audit: Audit;
  readonly signatures: Signatures;
  /** Since when there is a key of the server's own (ms). */
  readonly keySinceMs: number;
  readonly accounts: Accounts;
  readonly refusals: Refusals;
  readonly workstations: Workstations;
  readonly codes: EnrolmentCodes;
  readonly proofs: Proofs;
  readonly demand: ProofDemand;
  readonly sessions: Sessions;
  readonly factors: Factors;
  readonly failures: Failures;
  readonly brake: Brake;
  readonly links: Links;
}

/** Opens all of it. Rejects when something on the disk cannot be read. */
export async function openStores({ config, log, now }: StoresParts): Promise<Stores> {
  const secrets = openSecrets(config);
  const audit = openAudit({ data: config.data, secrets, now, log });
  const pouch = pouchIn(config.data);
  const { key, sinceMs } = await openServerKey(pouch, secrets);
  const signatures = ed25519Signatures(key);
  const workstations = await openWorkstations(pouch, { now, enrolment: config.enrolment });
  const codes = await openEnrolmentCodes(pouch, secrets.keyFor('enrolment-code'), now);
  const proofs = proofsFrom(now);
  const sessions = await openSessions(pouch, {
    wardsAt: (workstation) => workstations.wardsAt(workstation),
    now,
    idleMs: config.sessionIdleSeconds * 1000,
    absoluteMs: config.sessionHours * 3_600_000,
    freshMs: config.proofSeconds * 1000,
    signatures,
  });
  keepSessionsIn(audit, sessions);
  const adopted = config.enrolment === 'required' ? await workstations.adopt(sessions.workstations()) : 0;
  if (adopted > 0) log.info({ workstations: adopted }, 'workstations from before enrolment go on');
  await firstDesk({ config, workstations, codes, log });
  const accounts = openAccounts(pouch, secrets);
  return {
    ...{ pouch, secrets, audit, signatures, keySinceMs: sinceMs, sessions, workstations, codes, proofs },
    ...(await mailsOf({ config, log, now }, { pouch, secrets })),
    accounts,
    refusals: await openRefusals(pouch),
    demand: proofDemand(workstations, proofs, now),
    factors: openFactors({ pouch, secrets, now }),
    failures: openFailures(pouch, now),
    brake: await openBrake(pouch, now),
    links: openLinks(pouch, now, (user) => accounts.byId(user)),
  };
}

/** Resolves when all that was asked for is on the disk. The trail is the last to be closed: what is closed before may still be noted. */
export async function closeStores(stores: Stores): Promise<void> {
  const { accounts, sessions, workstations, codes, refusals, factors, failures, brake, links, outbox } = stores;
  const closing = [accounts, sessions, workstations, codes, refusals, factors, failures, brake, links, outbox];
  await Promise.all(closing.map((store) => store?.close()));
  await stores.audit.close();
}

/** How mails leave the house. */
interface Mails {
  /** Where they stay; absent where a mail server is configured. */
  readonly mailbox: Mailbox | undefined;
  /** Where they wait for the mail server; absent where there is none. */
  readonly outbox: Outbox | undefined;
  /** One of the two. */
  readonly post: Post;
}

async function mailsOf(
  { config, log, now }: StoresParts,
  { pouch, secrets }: Pick<Stores, 'pouch' | 'secrets'>,
): Promise<Mails> {
  if (!config.smtpUrl) {
    const mailbox = embeddedMailbox(now);
    return { mailbox, outbox: undefined, post: mailbox };
  }
  const carrier = smtpCarrier(config.smtpUrl, config.mailFrom);
  const outbox = await openOutbox({ pouch, secrets, carrier, now, log });
  return { mailbox: undefined, outbox, post: outbox };
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
