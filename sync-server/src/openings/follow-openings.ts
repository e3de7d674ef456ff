import { type Entry, stampMs } from '@healthcare/domain';
import type { OpeningView } from '@healthcare/domain/openings';
import type { AuditedPerson } from '@healthcare/protocol';
import type { Logger } from 'pino';
import type { Audit, Happened } from '../audit/index.ts';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import type { Scoped } from '../gateway/scope.ts';
import type { StoredDocument } from '../gateway/unite.ts';
import { faultOf } from '../log/fault.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Change, type Database, isMissing, type Stored } from '../store/database.ts';
import { type Followed, follow } from '../store/follow.ts';

export interface OpeningsParts {
  readonly openings: OpenDatabase;
  readonly sessions: Pick<Sessions, 'assignmentOf'>;
  readonly audit: Audit;
  readonly log: Logger;
}

/** How far the feed is in the trail: kept in the database itself, never replicated, so that it is restored together with it. */
interface Reached extends Stored {
  readonly seq: number;
}
const REACHED = '_local/in-audit-trail';

/** Lines of the trail that are looked through at a start for openings whose place in the feed was not written down before a crash. */
const LOOKED_THROUGH = 500;

/**
 * Puts every opening into the trail, under the name of who opened the file, once: an opening that comes late, and under somebody else's
 * session, is still theirs.
 */
export class OpeningsFollowed {
  readonly #parts: OpeningsParts;
  readonly #reached: Database<Reached>;
  readonly #waiting: Change<StoredDocument>[] = [];
  #noted: ReadonlySet<string> = new Set();
  #feed: Followed | undefined;
  #running: Promise<void> | undefined;
  #closing = false;

  constructor(parts: OpeningsParts) {
    this.#parts = parts;
    this.#reached = parts.openings.database as unknown as Database<Reached>; // one database holds both, under ids apart
  }

  async begin(): Promise<void> {
    const { audit, openings, log } = this.#parts;
    const since = (await this.#place())?.seq ?? 0;
    const { entries } = audit.find({ action: 'read', limit: LOOKED_THROUGH });
    this.#noted = new Set(entries.flatMap(({ about }) => about.filter(isOpening)));
    this.#feed = follow(openings.database, since, log, (change) => {
      this.#waiting.push(change);
      this.#running ??= this.#run();
    });
  }

  /** Finishes what is under way. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#feed?.cancel();
    await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // rows of one turn go together
    while (this.#waiting.length > 0 && !this.#closing) {
      const batch = [...this.#waiting];
      try {
        await this.#note(batch);
        this.#waiting.splice(0, batch.length);
      } catch (error) {
        this.#parts.log.error(faultOf(error), 'openings: put into the trail with the next one');
        break;
      }
    }
    this.#running = undefined;
  }

  async #note(batch: readonly Change<StoredDocument>[]): Promise<void> {
    const { audit } = this.#parts;
    const events = batch.flatMap((change) => this.#eventOf(change));
    await Promise.all(events.filter(({ about }) => !about.some((one) => this.#noted.has(one))).map(audit.note));
    const last = batch.at(-1);
    if (last) await this.#reached.put({ _id: REACHED, ...(await this.#place()), seq: last.seq });
    this.#noted = new Set(events.flatMap(({ about }) => about.filter(isOpening))); // told again only after a broken feed
  }

  #eventOf({ id, doc }: Change<StoredDocument>): readonly Happened[] {
    const { _deleted: deleted }: Scoped = doc;
    const [entry] = doc.entries as readonly Entry[];
    if (deleted || !entry) return [];
    const { patientId } = doc as unknown as OpeningView; // Folded by the descriptor before it was stored.
    const atMs = stampMs(entry.at);
    return [
      {
        by: this.#personOf(entry, atMs),
        action: 'read',
        about: [`patients/${patientId}`, `openings/${id}`],
        outcome: 'done',
        happenedAt: new Date(atMs).toISOString(),
      },
    ];
  }

  /** Null where the sign-in is none of this server's, as of what was put in by the operator. */
  #personOf({ by: { user, grant, workstation } }: Entry, atMs: number): AuditedPerson | null {
    const role = this.#parts.sessions.assignmentOf(grant, atMs)?.role;
    return role ? { user, role, grant, workstation } : null;
  }

  async #place(): Promise<Reached | undefined> {
    try {
      return await this.#reached.get(REACHED);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

function isOpening(about: string): boolean {
  return about.startsWith('openings/');
}
