import { type Entry, fold } from '@healthcare/domain';
import { rooms } from '@healthcare/domain/rooms';
import { stays } from '@healthcare/domain/stays';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import type { Scoped } from '../gateway/scope.ts';
import type { StoredDocument } from '../gateway/unite.ts';
import { uniteRevisions } from '../gateway/unite-revisions.ts';
import { faultOf } from '../log/fault.ts';
import type { Change, Database, Feed } from '../store/database.ts';
import { AnswersRefused, Arbiter, type ArbiterPorts, type FeedPage } from './arbiter.ts';
import type { Docket } from './docket.ts';
import type { Answers } from './ruling.ts';

/** The arbiter at work on the databases of this server. */
export interface Seated {
  /** Rooms, and stays that are not over, as it has heard of them so far. */
  docket(): Docket;
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

export interface Hall {
  readonly rooms: OpenDatabase;
  readonly stays: OpenDatabase;
  readonly now: () => number;
  readonly log: Logger;
  /** Waits before the next attempt. A timer, unless given. */
  readonly pause?: ArbiterPorts['pause'];
}

/** Rows read at once. */
const PAGE = 500;

/** Begins at once, with what waited since the last time. */
export function seatArbiter(hall: Hall): Seated {
  const arbiter = new Arbiter(portsOn(hall));
  const wake = () => arbiter.wake();
  const bells = [bellOf(hall.rooms.database, wake), bellOf(hall.stays.database, wake)];
  wake();
  return {
    docket: () => arbiter.docket,
    async stop() {
      for (const bell of bells) bell.cancel();
      await arbiter.stop();
    },
  };
}

function portsOn({ rooms: roomsOpen, stays: staysOpen, now, log, pause }: Hall): ArbiterPorts {
  return {
    now,
    roomsAfter: (seq) =>
      pageOf(roomsOpen, seq, (change) => ({
        ...place(change),
        room: folded(change, (of) => fold(rooms, of)),
      })),
    staysAfter: (seq) =>
      pageOf(staysOpen, seq, (change) => ({
        ...place(change),
        stay: folded(change, (entries) => ({ view: fold(stays, entries), entries })),
      })),
    write: (answers) => written(staysOpen, answers),
    onTrouble: (trouble) => log.error(faultOf(trouble), 'arbiter: tries again'),
    ...(pause && { pause }),
  };
}

/**
 * What a replicator left in conflict is united first: the winning revision alone may lack an answer that was given, and a bed
 * would be given twice.
 */
async function pageOf<Row>(
  open: OpenDatabase,
  since: number,
  rowFrom: (change: Change<StoredDocument>) => Row,
): Promise<FeedPage<Row>> {
  for (;;) {
    const asked = { since, limit: PAGE, include_docs: true, conflicts: true } as const;
    const { results } = await open.database.changes(asked);
    const torn = results.filter(({ doc }: { readonly doc: Torn }) => doc._conflicts !== undefined);
    if (torn.length === 0) return { rows: results.map(rowFrom), ended: results.length < PAGE };
    for (const { id } of torn) await uniteRevisions(open, id);
  }
}

/** A document whose winner has rivals. */
type Torn = StoredDocument & { readonly _conflicts?: readonly string[] };

const place = ({ seq, id }: Change<StoredDocument>) => ({ seq, id });

/** Folded anew: a stored view may be of an older version. */
function folded<View>({ doc }: Change<StoredDocument>, view: (entries: readonly Entry[]) => View): View | null {
  const { _deleted: deleted }: Scoped = doc;
  return deleted ? null : view(doc.entries as readonly Entry[]);
}

async function written({ writer }: OpenDatabase, answers: readonly Answers[]): Promise<void> {
  const told = await writer.pushByServer(answers.map(({ stay, entries }) => ({ id: stay, entries, view: {} })));
  const wrong = told.flatMap((one) => ('error' in one ? [one.error] : one.refused.map(({ code }) => code)));
  if (wrong.length > 0) throw new AnswersRefused(wrong);
}

/** Rings for every change. One that breaks is hung up again, and rings at once for what it missed. */
function bellOf(database: Database<StoredDocument>, ring: () => void): Pick<Feed<StoredDocument>, 'cancel'> {
  let again: Pick<Feed<StoredDocument>, 'cancel'> | undefined;
  const feed = database
    .changes({ since: 'now', live: true, include_docs: true })
    .on('change', ring)
    .on('error', () => {
      again = bellOf(database, ring);
      ring();
    });
  return {
    cancel: () => {
      feed.cancel();
      again?.cancel();
    },
  };
}
