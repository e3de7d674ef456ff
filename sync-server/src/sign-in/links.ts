import { createHash, randomBytes } from 'node:crypto';
import { documentsOf, openDatabase, type Pouch, type Stored } from '../store/database.ts';

/** What a link of a mail is for. */
export type LinkPurpose = 'invitation' | 'reset';

interface LinkRecord extends Stored {
  readonly user: string;
  readonly purpose: LinkPurpose;
  readonly untilMs: number;
  readonly usedMs?: number;
  readonly hash: string;
  /** What it was made under (see `standing`); a link of an earlier program has none, and ends with its time. */
  readonly under?: string;
}

/** Whose link it is, as far as a link depends on it. */
export interface LinkOwner {
  readonly email?: string | undefined;
  readonly passwordHash: string;
}

/** How long a link is good (minutes). An invitation has to survive a weekend. */
export const LINK_MINUTES: Readonly<Record<LinkPurpose, number>> = { invitation: 3 * 24 * 60, reset: 60 };

/**
 * Links by which somebody chooses a password: kept as hashes, good once, for a time, and while address and password are those they were made
 * under: one that went to a former address, or to one that was mistyped, opens nothing once that is put right.
 */
export interface Links {
  /** A new link of this purpose; earlier ones of the same account and purpose are good no more. */
  make(user: string, purpose: LinkPurpose): Promise<string>;
  /** Whose it is, if it is good. */
  look(link: string): Promise<{ readonly user: string; readonly purpose: LinkPurpose } | undefined>;
  /** The same, and it is used up by that. */
  take(link: string): Promise<{ readonly user: string; readonly purpose: LinkPurpose } | undefined>;
  close(): Promise<void>;
}

export function openLinks(
  pouch: Pouch,
  now: () => number,
  ownerOf: (user: string) => Promise<LinkOwner | undefined>,
): Links {
  const database = openDatabase<LinkRecord>(pouch, 'links');
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = turn.then(work);
    turn = next.catch(() => undefined); // whoever asked is told; the next in line is not
    return next;
  }
  /** Address and password of somebody at this moment, as one hash. */
  async function standing(user: string): Promise<string> {
    const owner = await ownerOf(user);
    return hashOf(JSON.stringify([owner?.email ?? null, owner?.passwordHash ?? null]));
  }
  /** The one good link of an account and purpose is named here. */
  const currentId = (user: string, purpose: LinkPurpose) => `${purpose}:${user}`;
  async function goodRecord(text: string): Promise<LinkRecord | undefined> {
    const [name = '', link = ''] = text.split('.');
    const _id = Buffer.from(name, 'base64url').toString('utf8');
    const record = (await documentsOf(database, [_id])).get(_id);
    if (!record || record.usedMs !== undefined || record.untilMs <= now() || record.hash !== hashOf(link))
      return undefined;
    return record.under === undefined || record.under === (await standing(record.user)) ? record : undefined;
  }
  return {
    make: (user, purpose) =>
      inTurn(async () => {
        const link = randomBytes(24).toString('base64url');
        const _id = currentId(user, purpose);
        const earlier = (await documentsOf(database, [_id])).get(_id);
        const untilMs = now() + LINK_MINUTES[purpose] * 60_000;
        const under = await standing(user);
        await database.put({ _id, _rev: earlier?._rev, user, purpose, untilMs, hash: hashOf(link), under });
        return `${Buffer.from(_id).toString('base64url')}.${link}`;
      }),
    look: async (text) => {
      const good = await goodRecord(text);
      return good && { user: good.user, purpose: good.purpose };
    },
    take: (text) =>
      inTurn(async () => {
        const good = await goodRecord(text);
        if (!good) return undefined;
        await database.put({ ...good, usedMs: now() });
        return { user: good.user, purpose: good.purpose };
      }),
    async close() {
      await turn;
      await database.close();
    },
  };
}

/** 192 bits of chance need no slow hash, and neither does what is a slow hash already. */
function hashOf(link: string): string {
  return createHash('sha256').update(link).digest('base64url');
}
