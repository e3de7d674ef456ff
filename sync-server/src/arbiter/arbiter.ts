import { setTimeout as pause } from 'node:timers/promises';
import { type Docket, emptyDocket, heard, type RoomRow, type StayRow } from './docket.ts';
import { type Answers, ruled } from './ruling.ts';

/** Rows of a feed in its order; `ended` when there are no more at this moment. */
export interface FeedPage<Row> {
  readonly rows: readonly Row[];
  readonly ended: boolean;
}

/** What the arbiter stands on: the databases in the server, Maps in tests and in the simulator. */
export interface ArbiterPorts {
  readonly roomsAfter: (seq: number) => Promise<FeedPage<RoomRow>>;
  readonly staysAfter: (seq: number) => Promise<FeedPage<StayRow>>;
  /** Resolves when every answer is stored, so that the feed tells of it; rejects when that is not certain. */
  readonly write: (answers: readonly Answers[]) => Promise<void>;
  /** Wall ms. */
  readonly now: () => number;
  /** Something went wrong; the arbiter tries again. */
  readonly onTrouble: (trouble: unknown) => void;
  /** Waits before the next attempt (ms). A timer, unless given. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The server did not accept its own answers: a defect, or a sign that the docket is not what the documents say. */
export class AnswersRefused extends Error {
  override readonly name = 'AnswersRefused';
  /** For the log. */
  readonly code: string;
  constructor(codes: readonly string[]) {
    super(`answers refused: ${[...new Set(codes)].join()}`);
    this.code = [...new Set(codes)].join();
  }
}

/** Between attempts after a trouble (ms): doubled each time up to the longest. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** Answers the claims of a hospital, one sitting after another. Rules: `arbiter.spec.md`. */
export class Arbiter {
  readonly #ports: ArbiterPorts;
  readonly #stopped = new AbortController();
  #docket: Docket = emptyDocket;
  #awake = false;
  #running: Promise<void> | undefined;

  constructor(ports: ArbiterPorts) {
    this.#ports = ports;
  }

  /** Something may have changed. Called at the start, and for every change of a database with claims. */
  wake(): void {
    this.#awake = true;
    if (!this.#stopped.signal.aborted) this.#running ??= this.#run();
  }

  /** What it has heard so far. */
  get docket(): Docket {
    return this.#docket;
  }

  /** Resolves when nothing is under way: every claim it was woken for has its answer, or it was stopped. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Finishes the sitting under way; an answer that is not written yet is given at the next start. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    let pauseMs = FIRST_PAUSE_MS;
    while (this.#awake && !signal.aborted) {
      this.#awake = false;
      try {
        await this.#sit();
        pauseMs = FIRST_PAUSE_MS;
      } catch (trouble) {
        if (trouble instanceof AnswersRefused) this.#docket = emptyDocket; // something is not as it was told
        this.#awake = true;
        if (signal.aborted) break;
        this.#ports.onTrouble(trouble);
        await this.#rest(pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    }
    this.#running = undefined;
  }

  async #sit(): Promise<void> {
    const { write, now } = this.#ports;
    const answers = ruled(await this.#caughtUp(), now());
    if (answers.length === 0 || this.#stopped.signal.aborted) return;
    await write(answers);
  }

  /** Rooms last: a room that was stored, or a bed that was closed, before a claim came is known when the claim is looked at. */
  async #caughtUp(): Promise<Docket> {
    const { roomsAfter, staysAfter } = this.#ports;
    for (let ended = false; !ended; ) {
      const page = await staysAfter(this.#docket.staysSeq);
      this.#docket = heard(this.#docket, { of: 'stays', rows: page.rows });
      ended = page.ended;
    }
    for (let ended = false; !ended; ) {
      const page = await roomsAfter(this.#docket.roomsSeq);
      this.#docket = heard(this.#docket, { of: 'rooms', rows: page.rows });
      ended = page.ended;
    }
    return this.#docket;
  }

  async #rest(ms: number): Promise<void> {
    const { signal } = this.#stopped;
    const wait = this.#ports.pause ?? ((delay, abort) => pause(delay, undefined, { signal: abort }));
    await wait(ms, signal).catch(() => undefined); // ends early when the arbiter is stopped
  }
}
