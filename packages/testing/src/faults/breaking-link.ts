import { once } from 'node:events';
import { createServer, type Socket, connect as toServer } from 'node:net';

/** A line to a server that breaks, and remembers what was asked over it. */
export interface BreakingLink {
  readonly url: string;
  /** How often it broke. */
  readonly breaks: number;
  /** Method and path of each request, as it was sent. */
  readonly asked: readonly string[];
  /** Breaks every connection now, and lets no new one through until `up`. */
  down(): void;
  up(): void;
  close(): Promise<void>;
}

/** `everyBytes`: after so many bytes, of all connections in both directions together, all of them break. */
export async function breakingLink(serverUrl: string, everyBytes = Number.POSITIVE_INFINITY): Promise<BreakingLink> {
  const port = Number(new URL(serverUrl).port);
  const open = new Set<Socket>();
  const asked: string[] = [];
  let [isUp, carried, breaks] = [true, 0, 0];
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  const carry = (part: Buffer) => {
    carried += part.length;
    if (carried < everyBytes) return;
    carried = 0;
    breaks += 1;
    breakAll();
  };
  const line = createServer((caller) => {
    if (!isUp) return caller.destroy();
    const server = toServer(port, '127.0.0.1');
    const ends = [caller, server] as const;
    for (const [from, to] of [ends, [server, caller] as const]) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.on('data', (part) => {
        if (from === caller) asked.push(...requestsIn(part));
        carry(part);
      });
      from.pipe(to);
    }
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const address = line.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get breaks() {
      return breaks;
    },
    asked,
    down: () => {
      isUp = false;
      breakAll();
    },
    up: () => {
      isUp = true;
    },
    async close() {
      breakAll();
      line.close();
      await once(line, 'close');
    },
  };
}

function requestsIn(part: Buffer): readonly string[] {
  return [...part.toString('latin1').matchAll(/(GET|PUT|POST) (\/\S*) HTTP\/1\.1\r\n/g)].map(
    ([, method, path]) => `${method} ${decodeURIComponent(path ?? '')}`,
  );
}
