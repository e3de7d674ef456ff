import { type Entry, fold } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { wards } from '@healthcare/domain/wards';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import type { Scoped } from '../gateway/scope.ts';
import { faultOf } from '../log/fault.ts';
import { type Followed, follow } from '../store/follow.ts';
import { WaitingCalls } from './due-entries.ts';

export interface EscalationParts {
  readonly calls: OpenDatabase;
  readonly wards: OpenDatabase;
  readonly now: () => number;
  readonly log: Logger;
}

/** A clock may be set, and a laptop sleep: it looks at least so often while something waits (ms). */
const LONGEST_WAIT_MS = 5000;
/** After something went wrong (ms). */
const AGAIN_MS = 1000;

/** Hears calls and wards from their beginning on, and records the steps that come due; see `escalation.spec.md`. */
export class Escalations {
  readonly #parts: EscalationParts;
  readonly #waiting = new WaitingCalls();
  readonly #feeds: readonly Followed[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #closing = false;

  constructor(parts: EscalationParts) {
    this.#parts = parts;
    this.#feeds = [
      follow(parts.wards.database, 0, parts.log, ({ doc }) => {
        const { _deleted: deleted }: Scoped = doc;
        if (!deleted) this.#waiting.ward(fold(wards, doc.entries as readonly Entry[]));
        this.#wake(0);
      }),
      follow(parts.calls.database, 0, parts.log, ({ id, doc }) => {
        const { _deleted: deleted }: Scoped = doc;
        const entries = doc.entries as readonly Entry[];
        this.#waiting.call(id, deleted ? null : { view: fold(calls, entries), entries });
        this.#wake(0);
      }),
    ];
  }

  /** Finishes what is under way. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    for (const feed of this.#feeds) feed.cancel();
    await this.#running;
  }

  #wake(afterMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#closing) this.#timer = setTimeout(() => this.#turn(), afterMs).unref();
  }

  #turn(): void {
    this.#running ??= this.#record().then((afterMs) => {
      this.#running = undefined;
      if (afterMs !== null) this.#wake(afterMs);
    });
  }

  /** How long until it has to look again (ms); null: the next change wakes it. */
  async #record(): Promise<number | null> {
    const { calls: open, now, log } = this.#parts;
    const due = this.#waiting.due(now());
    try {
      // What is written comes back by the feed, and the turn after that.
      if (due.length > 0) await open.writer.pushByServer(due.map((one) => ({ ...one, view: {} })));
    } catch (error) {
      log.error(faultOf(error), 'escalation: tried again');
      return AGAIN_MS;
    }
    if (due.length > 0) return AGAIN_MS;
    const nextMs = this.#waiting.nextMs(now());
    return nextMs === null ? null : Math.max(0, Math.min(nextMs - now(), LONGEST_WAIT_MS));
  }
}
