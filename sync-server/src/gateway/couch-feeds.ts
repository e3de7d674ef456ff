import type { Session } from '@healthcare/protocol';
import type { Response } from 'express';
import { RequestProblem } from '../http/problems.ts';
import { type CouchRow, couchRows, type RowsAsked } from './couch-changes.ts';
import type { Pulse } from './pulse.ts';
import type { Seeing } from './seen-documents.ts';

export type FeedMode = 'longpoll' | 'continuous' | 'eventsource';

export interface FeedAsked extends RowsAsked {
  readonly mode: FeedMode;
  /** Between signs of life (ms); without them a feed ends when nothing has come for `timeoutMs`. */
  readonly heartbeatMs: number | undefined;
  readonly timeoutMs: number;
}

/** Who listens: a feed ends with the session it was opened under, and when that may see something else than it could. */
export interface Listener {
  readonly session: Session;
  /** The session as it is now; undefined when it is over. */
  readonly now: () => Session | undefined;
}

/** Rows read for a feed at once. */
const PART = 100;
/** Feeds one session may hold open: each holds a connection. */
const MOST_OF_ONE_SESSION = 1000;

/** Every feed that is held open. */
export class Feeds {
  readonly #open = new Map<AbortController, string>();

  get count(): number {
    return this.#open.size;
  }

  /** Ends those of a session. */
  endOf(grant: string): void {
    for (const [feed, of] of this.#open) if (of === grant) feed.abort();
  }

  endAll(): void {
    for (const feed of this.#open.keys()) feed.abort();
  }

  /** Answers with a feed; resolves when it has ended, whoever ended it, and nothing of it is left. */
  async run(
    response: Response,
    seeing: Seeing,
    asked: FeedAsked,
    from: Listener & { readonly pulse: Pulse },
  ): Promise<void> {
    const { grant } = from.session;
    if ([...this.#open.values()].filter((of) => of === grant).length >= MOST_OF_ONE_SESSION)
      throw new RequestProblem('request/too-many', { retryAfter: 10 });
    const ending = new AbortController();
    const end = () => ending.abort();
    this.#open.set(ending, grant);
    response.once('close', end);
    const form = forms[asked.mode];
    // Nothing on the way may wait for more before it hands on what there is.
    response.writeHead(200, { 'Content-Type': form.type, 'Cache-Control': 'no-store, no-transform' });
    response.write(form.begin);
    const beating =
      asked.heartbeatMs === undefined ? undefined : setInterval(() => beat(response, form), asked.heartbeatMs);
    try {
      await told(response, seeing, asked, { ...from, form, ending });
    } finally {
      clearInterval(beating);
      response.off('close', end);
      this.#open.delete(ending);
    }
  }
}

interface Form {
  readonly type: string;
  readonly begin: string;
  readonly row: (row: CouchRow, isFirst: boolean) => string;
  readonly beat: string;
  readonly end: (lastSeq: number, pending: number) => string;
}

const forms: Readonly<Record<FeedMode, Form>> = {
  longpoll: {
    type: 'application/json',
    begin: '{"results":[\n',
    row: (row, isFirst) => `${isFirst ? '' : ',\n'}${JSON.stringify(row)}`,
    beat: '\n',
    end: (lastSeq, pending) => `\n],\n"last_seq":${lastSeq},"pending":${pending}}\n`,
  },
  continuous: {
    type: 'application/json',
    begin: '',
    row: (row) => `${JSON.stringify(row)}\n`,
    beat: '\n',
    end: (lastSeq, pending) => `${JSON.stringify({ last_seq: lastSeq, pending })}\n`,
  },
  eventsource: {
    type: 'text/event-stream',
    begin: '',
    row: (row) => `data: ${JSON.stringify(row)}\nid: ${row.seq}\n\n`,
    beat: 'event: heartbeat\ndata: \n\n',
    end: () => '',
  },
};

/** One that does not read what was written already needs no sign of life. */
function beat(response: Response, { beat: sign }: Form): void {
  if (!response.writableNeedDrain) response.write(sign);
}

interface Telling extends Listener {
  readonly pulse: Pulse;
  readonly form: Form;
  readonly ending: AbortController;
}

async function told(response: Response, seeing: Seeing, asked: FeedAsked, telling: Telling): Promise<void> {
  const { pulse, form, ending } = telling;
  const { signal } = ending;
  let [since, given, pending] = [asked.since, 0, 0];
  while (!signal.aborted && isSame(telling)) {
    const { beats } = pulse;
    const rows = await couchRows(seeing, { ...asked, since, limit: Math.min(PART, asked.limit - given) });
    for (const row of rows.results) {
      await written(response, form.row(row, given === 0), signal);
      given += 1;
    }
    since = rows.last_seq;
    pending = rows.pending;
    if (given >= asked.limit) break;
    if (pending > 0) continue;
    if (asked.mode === 'longpoll' && given > 0) break;
    if ((await waited(pulse, beats, { signal, timeoutMs: asked.timeoutMs })) === 'in vain') break;
  }
  if (!response.destroyed) response.end(form.end(since, pending));
}

/** What a listener may see is fixed when a feed begins; when it changes, the feed ends and the listener begins another. */
function isSame({ session, now }: Listener): boolean {
  const current = now();
  return current !== undefined && [...current.scopes].sort().join(' ') === [...session.scopes].sort().join(' ');
}

async function waited(
  pulse: Pulse,
  beats: number,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<'woken' | 'in vain'> {
  const late = new AbortController();
  const give = () => late.abort();
  const timer = setTimeout(give, timeoutMs);
  signal.addEventListener('abort', give);
  try {
    await pulse.after(beats, late.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', give);
  }
  return late.signal.aborted ? 'in vain' : 'woken';
}

/** Writes, and waits until a slow reader has taken what was written. */
async function written(response: Response, text: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted || response.write(text)) return;
  await new Promise<void>((taken) => {
    const go = () => {
      response.off('drain', go);
      signal.removeEventListener('abort', go);
      taken();
    };
    response.once('drain', go);
    signal.addEventListener('abort', go);
  });
}
