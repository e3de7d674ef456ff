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
}

/** How long a link is good (minutes). An invitation has to survive a weekend. */
export const LINK_MINUTES: Readonly<Record<LinkPurpose, number>> = { invitation: 3 * 24 * 60, reset: 60 };

/** Links by which somebody chooses a password: kept as hashes, good once and for a time. */
export interface Links {
  /** A new link of this purpose; earlier ones of the same account and purpose are good no more. */
  make(user: string, purpose: LinkPurpose): Promise<string>;
  /** Whose it is, if it is good. */
  look(link: string): Promise<{ readonly user: string; readonly purpose: LinkPurpose } | undefined>;
  /** The same, and it is used up by that. */
  take(link: string): Promise<{ readonly user: string; readonly purpose: LinkPurpose } | undefined>;
  close(): Promise<void>;
}

export function openLinks(pouch: Pouch, now: () => number): Links {
  const database = openDatabase<LinkRecord>(pouch, 'links');
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = turn.then(work);
    turn = next.catch(() => undefined); // whoever asked is told; the next in line is not
    return next;
  }
  /** The one good link of an account and purpose is named here. */
  const currentId = (user: string, purpose: LinkPurpose) => `${purpose}:${user}`;
  async function goodRecord(text: string): Promise<LinkRecord | undefined> {
    const [name = '', link = ''] = text.split('.');
    const _id = Buffer.from(name, 'base64url').toString('utf8');
    const record = (await documentsOf(database, [_id])).get(_id);
    const isGood = record && record.usedMs === undefined && record.untilMs > now() && record.hash === hashOf(link);
    return isGood ? record : undefined;
  }
  return {
    make: (user, purpose) =>
      inTurn(async () => {
        const link = randomBytes(24).toString('base64url');
        const _id = currentId(user, purpose);
        const earlier = (await documentsOf(database, [_id])).get(_id);
        const untilMs = now() + LINK_MINUTES[purpose] * 60_000;
        await database.put({ _id, _rev: earlier?._rev, user, purpose, untilMs, hash: hashOf(link) });
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

/** 192 bits of chance need no slow hash. */
function hashOf(link: string): string {
  return createHash('sha256').update(link).digest('base64url');
}
