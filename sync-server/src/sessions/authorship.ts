import { type Entries, type Entry, type Person, type Refusal, refusal, stampMs } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { allRight, type Signatures } from '../signatures/index.ts';
import { assignmentAt } from './assignment.ts';
import { CLOCK_SKEW_MS, type SessionRecord } from './session-record.ts';

/** The person who made an entry, at its time; or why nobody is believed to have. */
export type AuthorOf = (entry: Entry) => Person | Refusal;

/** Whose entries are asked about. */
export interface Claimed {
  readonly db: string;
  readonly documents: readonly Entries[];
  /** Who brings them. */
  readonly caller: Pick<Session, 'workstation'>;
}

type RecordOf = (grant: string) => SessionRecord | undefined;

/** Who made these entries (G1, G3–G5), by the sign-ins that they name. The answer is about these very objects. */
export async function authorsOf(recordOf: RecordOf, signatures: Signatures, claimed: Claimed): Promise<AuthorOf> {
  const { db, documents, caller } = claimed;
  const signed = documents.flatMap(({ id: document, entries }) =>
    entries.flatMap((entry) => {
      const publicKey = recordOf(entry.by.grant)?.publicKey;
      return publicKey ? [{ entry, place: { db, document }, publicKey }] : [];
    }),
  );
  const right = await allRight(signatures, signed);
  return (entry) => authorBy(recordOf(entry.by.grant), { entry, isRight: right.has(entry), caller });
}

interface Signed {
  readonly entry: Entry;
  /** Does its signature fit the key of its grant? */
  readonly isRight: boolean;
  readonly caller: Pick<Session, 'workstation'>;
}

/** G3–G5. */
function authorBy(record: SessionRecord | undefined, { entry, isRight, caller }: Signed): Person | Refusal {
  if (!record || record.user !== entry.by.user) return refusal('grant/unknown', entry.by.grant);
  if (record.workstation !== entry.by.workstation) return refusal('grant/other-workstation', entry.by.workstation);
  if (!isRight) {
    const no = unsigned(record, entry, caller);
    if (no) return no;
  }
  const at = stampMs(entry.at);
  if (record.revokedMs !== undefined && at > record.revokedMs) return refusal('grant/revoked', entry.by.grant);
  const inTime =
    at >= Date.parse(record.issuedAt) - CLOCK_SKEW_MS && at <= Date.parse(record.expiresAt) + CLOCK_SKEW_MS;
  if (!inTime) return refusal('grant/not-valid-then', entry.by.grant);
  const { role, wards } = assignmentAt(record, at);
  return { user: record.user, role, wards };
}

/** Why an entry without a right signature may not stand; null for one that is older than signatures. */
function unsigned({ publicKey, workstation }: SessionRecord, { sig }: Entry, caller: Signed['caller']): Refusal | null {
  if (publicKey) return refusal(sig === undefined ? 'entry/unsigned' : 'entry/signature-wrong');
  if (publicKey === null || sig !== undefined) return refusal('entry/unsigned');
  return caller.workstation === workstation ? null : refusal('grant/other-workstation', workstation);
}
