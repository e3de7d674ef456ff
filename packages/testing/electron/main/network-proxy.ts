import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { asAppUrl, asPageUrl } from './schemes.ts';

/** `false` ends the connection, as a cancelled request does. */
export type MayRequest = (url: string, method: string) => Promise<boolean>;

/** Whom the proxy asks: `mayRequest` for a page's sockets, which nobody has judged before, `mayLeave` for all else. */
export interface Judges {
  readonly mayRequest: MayRequest;
  readonly mayLeave: MayRequest;
  /** By the certificate that this host (with its port) shows. */
  readonly mayTrust: (host: string) => Promise<boolean>;
}

/**
 * The only way out of Chromium: everything a page asks for (fetch, images, WebSocket, workers, also to loopback) passes
 * here, so that the session's `webRequest` rules really hold, and servers see the origin app://ward.
 * https and wss are tunnelled unread: only their host is judged.
 */
export class NetworkProxy {
  private readonly server: Server;
  private readonly judges: Judges;
  private readonly tunnelled = new WeakMap<Duplex, string>();
  private port: Promise<number> | undefined;

  constructor(judges: Judges) {
    this.judges = judges;
    this.server = createServer((incoming, answer) => void this.forward(incoming, answer));
    this.server.on('connect', (request: IncomingMessage, socket: Duplex) => this.tunnel(request, socket));
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => void this.upgrade(request, socket));
  }

  address(): Promise<string> {
    this.port ??= new Promise((ok) => {
      this.server.listen(0, '127.0.0.1', () => ok((this.server.address() as AddressInfo).port));
      this.server.unref();
    });
    return this.port.then((port) => `127.0.0.1:${port}`);
  }

  private urlOf(incoming: IncomingMessage, scheme: 'http' | 'ws'): string {
    const host = this.tunnelled.get(incoming.socket);
    return host ? `${scheme}://${host}${incoming.url}` : (incoming.url ?? '');
  }

  private async forward(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = this.urlOf(incoming, 'http');
    if (!(await this.judges.mayLeave(url, incoming.method ?? 'GET'))) return void incoming.socket.destroy();
    const onward = httpRequest(url, { method: incoming.method ?? 'GET', headers: toServer(incoming), agent: false });
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, toPage(response));
      response.pipe(answer);
      response.on('error', () => incoming.socket.destroy());
    });
    // A server that is not there must look like that, not like a proxy's 502.
    onward.on('error', () => incoming.socket.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  private tunnel(request: IncomingMessage, socket: Duplex): void {
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.once('data', (first: Buffer) => {
      socket.pause();
      const isTls = first[0] === 0x16;
      if (isTls) return void this.tunnelUnread(request.url ?? '', socket, first);
      socket.unshift(first);
      this.tunnelled.set(socket, request.url ?? '');
      this.server.emit('connection', socket);
      socket.resume();
    });
  }

  private async tunnelUnread(host: string, socket: Duplex, first: Buffer): Promise<void> {
    if (!(await this.judges.mayLeave(`https://${host}/`, 'CONNECT'))) return void socket.destroy();
    if (!(await this.judges.mayTrust(host))) return void socket.destroy();
    const { hostname, port } = new URL(`https://${host}`);
    const onward = connect(Number(port || 443), hostname);
    onward.write(first);
    joined(socket, onward);
  }

  private async upgrade(incoming: IncomingMessage, socket: Duplex): Promise<void> {
    const url = this.urlOf(incoming, 'ws');
    if (!(await this.judges.mayRequest(url, 'GET'))) return void socket.destroy();
    const onward = httpRequest(url.replace(/^ws/, 'http'), { headers: toServer(incoming), agent: false });
    onward.on('upgrade', (response, server: Socket, head: Buffer) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHeaders(response)}\r\n`);
      if (head.length > 0) socket.write(head);
      joined(socket, server);
    });
    onward.on('response', (response) => {
      socket.write(`HTTP/1.1 ${response.statusCode} ${response.statusMessage}\r\n${rawHeaders(response)}\r\n`);
      response.pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    socket.on('error', () => socket.destroy());
    onward.end();
  }
}

function joined(one: Duplex, other: Duplex): void {
  one.on('error', () => other.destroy());
  other.on('error', () => one.destroy());
  one.on('close', () => other.destroy());
  other.on('close', () => one.destroy());
  one.pipe(other).pipe(one);
}

function toServer(incoming: IncomingMessage): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || name.startsWith('proxy-')) continue;
    headers[name] = name === 'origin' || name === 'referer' ? asAppUrl(String(value)) : value;
  }
  return headers;
}

function toPage(response: IncomingMessage): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value === undefined) continue;
    headers[name] = name === 'access-control-allow-origin' ? asPageUrl(String(value)) : value;
  }
  return headers;
}

function rawHeaders(response: IncomingMessage): string {
  let text = '';
  for (let at = 0; at < response.rawHeaders.length; at += 2) {
    text += `${response.rawHeaders[at]}: ${response.rawHeaders[at + 1]}\r\n`;
  }
  return text;
}
