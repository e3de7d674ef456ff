import { createHash } from 'node:crypto';
import type { AnyAggregate } from '@healthcare/domain';
import type { Logger } from 'pino';
import { z } from 'zod';
import { faultOf } from '../log/fault.ts';
import { type Database, isMissing, type Stored } from '../store/database.ts';
import type { Place } from './scope-table.ts';
import type { StoredDocument } from './unite.ts';

/** Where documents stood in the feed, kept beside the database for the next start. */
export interface KeptPlaces {
  /** Places of one link. */
  readonly together: number;
  /** In the order of the feed, as far as they hang together and none is beyond `updateSeq`. */
  read(updateSeq: number): AsyncGenerator<readonly Place[]>;
  /** Behind the last; never rejects: what is not kept is read from the feed again. */
  append(places: readonly Place[]): Promise<void>;
  /** These instead of all there were. */
  replace(places: readonly Place[]): Promise<void>;
}

/** Places that are kept together; fewer are read from the feed again at the next start. */
const TOGETHER = 1000;

/** One link of the chain: the places of a stretch of the feed, each set of keys once. */
const Link = z.object({
  made: z.string(),
  /** The last sequence of the link before it, and of this one. */
  from: z.number(),
  to: z.number(),
  keys: z.array(z.array(z.string())),
  places: z.array(z.tuple([z.number(), z.string(), z.string(), z.number(), z.number()])),
});
type Link = Readonly<z.infer<typeof Link>>;

/**
 * In documents of the database itself that are never replicated: what is restored, or lost, is so together with what it is about. A
 * chain of links, each saying where the one before it ends; whatever does not fit (another program's scopes, a link that was
 * replaced only in part) ends the chain, and the feed is read from there.
 */
export function keptPlaces(
  aggregate: AnyAggregate,
  database: Database<StoredDocument>,
  log: Pick<Logger, 'warn'>,
  together = TOGETHER,
): KeptPlaces {
  const links = database as unknown as Database<Stored & Partial<Link>>; // one database holds both, under ids apart
  const made = programOf(aggregate);
  let count = 0;
  let end = 0;

  async function write(places: readonly Place[]): Promise<void> {
    const to = places.at(-1)?.seq;
    if (to === undefined) return;
    const known = await linkAt(links, count);
    await links.put({ ...known, _id: idOf(count), made, from: end, to, ...packed(places) });
    count += 1;
    end = to;
  }

  async function appended(places: readonly Place[]): Promise<void> {
    try {
      await write(places);
    } catch (error) {
      log.warn({ db: aggregate.name, ...faultOf(error) }, 'places not kept');
      end = Number.POSITIVE_INFINITY; // nothing hangs on a link that is not there
    }
  }

  return {
    together,
    async *read(updateSeq) {
      for (;;) {
        const link = Link.safeParse(await linkAt(links, count).catch(() => undefined)); // unreadable: read from the feed
        if (!link.success || link.data.made !== made || link.data.from !== end || link.data.to > updateSeq) return;
        count += 1;
        end = link.data.to;
        yield unpacked(link.data);
      }
    },
    append: (places) => (Number.isFinite(end) ? appended(places) : Promise.resolve()),
    async replace(places) {
      count = 0;
      end = 0;
      for (let at = 0; at < places.length && Number.isFinite(end); at += together)
        await appended(places.slice(at, at + together));
    },
  };
}

const idOf = (link: number): string => `_local/places-${link}`;

async function linkAt<Kept extends Stored>(links: Database<Kept>, at: number): Promise<Kept | undefined> {
  try {
    return await links.get(idOf(at));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whose scopes they are: another version of the data, or other rules about who may hold it, make the places anew. */
function programOf({ version, scopes, patientOf }: AnyAggregate): string {
  return createHash('sha256')
    .update(`${version} ${scopes}${patientOf ?? ''}`)
    .digest('base64url')
    .slice(0, 16);
}

function packed(places: readonly Place[]): Pick<Link, 'keys' | 'places'> {
  const numbers = new Map<string, number>();
  const numberOf = (keys: readonly string[]): number => {
    const name = JSON.stringify(keys);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const rows = places.map(({ seq, id, rev, now, once }): Link['places'][number] => {
    return [seq, id, rev, numberOf(now), numberOf(once)];
  });
  return { keys: [...numbers.keys()].map((name) => JSON.parse(name) as string[]), places: rows };
}

function unpacked({ keys, places }: Link): readonly Place[] {
  return places.map(([seq, id, rev, now, once]) => ({ seq, id, rev, now: keys[now] ?? [], once: keys[once] ?? [] }));
}
