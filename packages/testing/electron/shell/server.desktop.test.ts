import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWorkstation, type Workstation } from '../index.ts';
import { builtDesk, freshProfile } from './desk.ts';

let server: Server;
let url: string;
let workstation: Workstation;
let page: Page;
const seen: IncomingMessage[] = [];
const sockets: Duplex[] = [];

/** A server that lets app://desk in, as ours does, on some paths only; its socket greets and stays open. */
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    if (request.url === '/open') {
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '');
      response.setHeader('Access-Control-Allow-Headers', 'Authorization');
    }
    response.end('served');
  });
  server.on('upgrade', (request, socket) => {
    seen.push(request);
    sockets.push(socket);
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write(`${[...head, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
    socket.write(Buffer.concat([Buffer.from([0x81, 5]), Buffer.from('hello')]));
  });
  await new Promise<void>((ok) => server.listen(0, '127.0.0.1', ok));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { HEALTHCARE_SERVER_URL: url };
  workstation = await launchWorkstation({ main: await builtDesk(), userData: freshProfile(), env });
  page = await workstation.page();
});
afterAll(() => workstation.close());

const asked = (path: string) =>
  page.evaluate(async (address) => {
    const answer = await fetch(address, { headers: { authorization: 'Bearer pass' } });
    return answer.text();
  }, url + path);

test('the page reaches its server, which sees the origin app://desk and is asked beforehand', async () => {
  expect(await asked('/open')).toBe('served');
  expect(seen.map(({ method, headers }) => [method, headers.origin])).toEqual([
    ['OPTIONS', 'app://desk'],
    ['GET', 'app://desk'],
  ]);
  expect(seen[1]?.headers.authorization).toBe('Bearer pass');
});

test('what the server does not open to that origin, the page does not read', async () => {
  await expect(asked('/closed')).rejects.toThrow('Failed to fetch');
});

test('a socket to the server opens and carries', async () => {
  const said = await page.evaluate(
    (address) =>
      new Promise((ok, no) => {
        const socket = new WebSocket(address);
        socket.onmessage = ({ data }) => ok(data);
        socket.onerror = () => no(new Error('refused'));
      }),
    `${url.replace('http', 'ws')}/live`,
  );
  expect(said).toBe('hello');
  expect(seen.at(-1)?.headers.origin).toBe('app://desk');
});

test('every request of the page went to its own files or to that server', async () => {
  const hosts = new Set((await workstation.requests()).map((request) => new URL(request.url).host));
  expect([...hosts].sort()).toEqual([new URL(url).host, 'desk'].sort());
});

test('a server that is gone looks gone, not like an answer', async () => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  await new Promise((ok) => server.close(ok));
  await expect(asked('/open')).rejects.toThrow('Failed to fetch');
});
