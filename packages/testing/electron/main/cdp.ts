import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from 'playwright-core/types/protocol';

type Commands = Protocol.CommandParameters;
type Answers = Protocol.CommandReturnValues;
type EventMap = { [Name in keyof Protocol.Events]: [Protocol.Events[Name]] };

interface Waiting {
  readonly settle: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** One attached target (or the browser itself) of the DevTools protocol. */
export class CdpSession extends EventEmitter<EventMap> {
  readonly id: string | undefined;
  private readonly connection: CdpConnection;

  constructor(connection: CdpConnection, id?: string) {
    super();
    this.connection = connection;
    this.id = id;
    this.setMaxListeners(0);
  }

  send<Name extends keyof Commands>(method: Name, params?: Commands[Name]): Promise<Answers[Name]> {
    return this.connection.send(this.id, method, params) as Promise<Answers[Name]>;
  }

  /** For what may fail because the page went away meanwhile, which nobody is waiting to hear. */
  tell<Name extends keyof Commands>(method: Name, params?: Commands[Name]): void {
    this.send(method, params).catch(() => {});
  }
}

/** Chromium's `--remote-debugging-pipe`: messages of JSON, each ended by a zero byte. It ends when this process does. */
export class CdpConnection {
  readonly browser: CdpSession;
  private readonly out: Writable;
  private readonly sessions = new Map<string, CdpSession>();
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private closed = false;

  constructor(out: Writable, incoming: Readable) {
    this.out = out;
    this.browser = new CdpSession(this);
    let pending = Buffer.alloc(0);
    incoming.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      for (let end = pending.indexOf(0); end !== -1; end = pending.indexOf(0)) {
        this.receive(JSON.parse(pending.toString('utf8', 0, end)) as Incoming);
        pending = pending.subarray(end + 1);
      }
    });
    incoming.on('close', () => this.close());
    out.on('error', () => this.close());
  }

  session(id: string): CdpSession {
    const known = this.sessions.get(id) ?? new CdpSession(this, id);
    this.sessions.set(id, known);
    return known;
  }

  send(sessionId: string | undefined, method: string, params: unknown = {}): Promise<unknown> {
    if (this.closed) return Promise.reject(new Error(`${method}: Chromium is gone`));
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((settle, fail) => {
      this.waiting.set(id, { settle, fail: (error) => fail(new Error(`${method}: ${error.message}`)) });
      this.out.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  }

  private receive(message: Incoming): void {
    if (message.id === undefined) {
      const session = message.sessionId ? this.session(message.sessionId) : this.browser;
      if (message.method) (session as EventEmitter).emit(message.method, message.params);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) waiting?.fail(new Error(message.error.message));
    else waiting?.settle(message.result);
  }

  private close(): void {
    this.closed = true;
    for (const waiting of this.waiting.values()) waiting.fail(new Error('Chromium is gone'));
    this.waiting.clear();
  }
}
