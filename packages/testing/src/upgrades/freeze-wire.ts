// node packages/testing/src/upgrades/freeze-wire.ts <name>: lets today's workstation work a small day at today's server, and freezes what
// crossed the wire as frozen/<name>.wire.json. To be run when what is sent or answered has changed; the older ones stay.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePath, protocol } from '@healthcare/protocol';
import { signOut } from '@healthcare/replica';
import { signedInWith } from '@healthcare/sync-server/both-steps';
import { io } from 'socket.io-client';
import { frozenFolder } from './frozen.ts';
import {
  type Exchange,
  type WireDay,
  wireKeys,
  wirePassword,
  wireReplica,
  wireSecret,
  wireServer,
  workTheDay,
} from './wire-day.ts';

const [name] = process.argv.slice(2);
if (!name) throw new Error('which name?');
const folder = mkdtempSync(join(tmpdir(), 'freeze-wire-'));
const atMs = Date.now();
const server = await wireServer(folder, Date.now);
const exchanges: Exchange[] = [];
const live: [string, unknown][] = [];
const plain = globalThis.fetch;
globalThis.fetch = recording;

const workstation = { secret: wireSecret, kind: 'ward', wardId: '4B' } as const;
const answer = await signedInWith(wireKeys, server.url, { user: 'salma', password: wirePassword, workstation });
const socket = io(server.url, {
  path: livePath,
  transports: ['websocket'],
  auth: { token: answer.token, protocol: protocol.newest },
});
socket.onAny((event: string, message: unknown) => void live.push([event, message]));
const replica = await wireReplica(server.url);
await workTheDay(replica, answer.session, answer.token);
await replica.close();
await signOut({ serverUrl: server.url }, answer.token);
const over = (): boolean => live.some(([event]) => event === 'sessionOver');
while (!over()) await new Promise((later) => setTimeout(later, 20));
socket.close();
await server.stop();
rmSync(folder, { recursive: true });
const day: WireDay = { protocol: protocol.newest, atMs, exchanges, live };
writeFileSync(join(frozenFolder, `${name}.wire.json`), `${JSON.stringify(day, null, 1)}\n`);

async function recording(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const response = await plain(input, init);
  const url = new URL(String(input));
  const text = await response.clone().text();
  const sent = typeof init.body === 'string' ? { body: JSON.parse(init.body) as unknown } : {};
  const said = text === '' ? null : (JSON.parse(text) as unknown);
  const headers = Object.fromEntries(new Headers(init.headers));
  const path = url.pathname + url.search;
  exchanges.push({ method: init.method ?? 'GET', path, headers, ...sent, status: response.status, answer: said });
  return response;
}
