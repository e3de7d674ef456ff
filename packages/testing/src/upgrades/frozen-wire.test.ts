import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePath, SignedIn, type SignIn } from '@healthcare/protocol';
import { signedIn } from '@healthcare/sync-server/both-steps';
import { firstValueFrom } from 'rxjs';
import { Server } from 'socket.io';
import { describe, expect, onTestFinished, test } from 'vitest';
import { frozen, frozenFolder } from './frozen.ts';
import { type Exchange, TAKEN, type WireDay, wireKeys, wireReplica, wireServer, workTheDay } from './wire-day.ts';

const names = readdirSync(frozenFolder).flatMap((file) => /^(.+)\.wire\.json$/.exec(file)?.[1] ?? []);

/** Made by the server for one day only: another day they are others, and a later request names those of its day. */
const ofTheDay = new Set([
  'token',
  'grant',
  'lineage',
  '_rev',
  'rev',
  'issuedAt',
  'expiresAt',
  'serverTime',
  'refusedAt',
]);

describe.each(names)('%s: what crossed the wire once', (name) => {
  const day = frozen<WireDay>(`${name}.wire.json`);

  test('a workstation of that time is served by the server of today: every request, with every field it had then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frozen-wire-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const server = await wireServer(folder, () => day.atMs);
    onTestFinished(() => server.stop());
    const now = new Map<string, string>();
    for (const exchange of day.exchanges) {
      if (isOneStep(exchange)) {
        // The one way in that was closed: password alone. The workstation is told so, and its program has to be a newer one.
        const told = await fetch(`${server.url}/api/session`, { method: 'POST', body: JSON.stringify(exchange.body) });
        expect([told.status, await told.json()]).toMatchObject([400, { code: 'protocol/workstation-too-old' }]);
        lacking(exchange.answer, await signedIn(server.url, exchange.body as SignIn), now);
        continue;
      }
      const { method, path, headers, body, status } = ofToday(exchange, now);
      const answer = await fetch(server.url + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      expect([`${method} ${path}`, answer.status]).toEqual([`${method} ${path}`, status]);
      const missing = lacking(exchange.answer, text === '' ? null : (JSON.parse(text) as unknown), now);
      expect(missing.map((field) => `${method} ${path}: ${field}`)).toEqual([]);
    }
  });

  test.each([
    ['of that time', (answer: unknown) => answer],
    ['that says more than we know', saysMore],
  ])('a server %s is understood by the workstation of today', async (_, spoken) => {
    const url = await playback(day, spoken);
    const answer = SignedIn.parse(day.exchanges.find(isOneStep)?.answer ?? day.exchanges.find(isLastStep)?.answer);
    const troubles: unknown[] = [];
    const replica = await wireReplica(url, { onTrouble: (trouble) => troubles.push(trouble), kept: keptThen(day) });
    onTestFinished(() => replica.close());
    await wireKeys.keep(answer.session.grant, await wireKeys.make());
    await workTheDay(replica, answer.session, answer.token);
    const calls = await replica.shelves.calls.read({});
    expect(calls.map(({ id, state, unsent }) => [id, state, unsent]).sort()).toEqual([
      ['wire-before', 'raised', []],
      ['wire-call', 'accepted', []],
    ]);
    const refusals = await firstValueFrom(replica.refusals);
    expect(refusals).toMatchObject([{ document: TAKEN, code: 'document/begun-already', waits: false, untold: false }]);
    expect(troubles).toEqual([]); // an answer that could not be read is told there
    const state = await firstValueFrom(replica.sync);
    expect(state).toMatchObject({ link: 'live', joined: true, unsent: 0, otherVersion: null, awaitsServer: 0 });
  });
});

/** Which databases the server of that day had: the workstation of the day asked for all of them. */
function keptThen({ exchanges }: WireDay): ReadonlySet<string> {
  return new Set(exchanges.flatMap(({ path }) => /^\/db\/(\w+)\/_changes/.exec(path)?.[1] ?? []));
}

/** A sign-in of the time when a password was enough. */
function isOneStep({ method, path }: Exchange): boolean {
  return method === 'POST' && path === '/api/session';
}

function isLastStep({ method, path }: Exchange): boolean {
  return method === 'POST' && /^\/api\/sign-in\/.+\/code$/.test(path);
}

/** The request as it would be sent today: with what the server of today has given out. */
function ofToday(exchange: Exchange, now: ReadonlyMap<string, string>): Exchange {
  let text = JSON.stringify({ ...exchange, answer: null });
  for (const [then, today] of now) {
    text = text.replaceAll(JSON.stringify(then).slice(1, -1), JSON.stringify(today).slice(1, -1));
    text = text.replaceAll(encodeURIComponent(then), encodeURIComponent(today));
  }
  return JSON.parse(text) as Exchange;
}

/** Fields that the answer of then had, and that of now has not, or says otherwise; what is more is no matter. */
function lacking(then: unknown, today: unknown, now: Map<string, string>, at = ''): readonly string[] {
  const field = at.split('.').at(-1) ?? '';
  if (ofTheDay.has(field) && typeof then === 'string' && typeof today === 'string') {
    now.set(then, today);
    return [];
  }
  if (typeof then !== 'object' || then === null) return then === today || now.get(String(then)) === today ? [] : [at];
  if (typeof today !== 'object' || today === null || Array.isArray(then) !== Array.isArray(today)) return [at];
  if (Array.isArray(then) && then.length !== (today as readonly unknown[]).length) return [`${at}.length`];
  return Object.entries(then).flatMap(([name, value]) =>
    lacking(value, Reflect.get(today, name), now, `${at}.${name}`),
  );
}

/** The same answer from a server of years to come, that has added a field to everything. */
function saysMore(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(saysMore);
  if (typeof answer !== 'object' || answer === null) return answer;
  const known = Object.entries(answer).map(([name, value]) => [name, isTheirs(name) ? value : saysMore(value)]);
  return { ...Object.fromEntries(known), ofYearsToCome: { says: ['something', 1] } };
}

/** What people wrote is not the server's to add to: an entry that is not as it was is a forgery. */
function isTheirs(name: string): boolean {
  return name === 'entries' || name === 'entry' || name === 'handled';
}

/** A server that says again what was recorded, to whoever does the same. */
async function playback(day: WireDay, spoken: (answer: unknown) => unknown): Promise<string> {
  const http = createServer((request, response) => void replay(day, spoken, request, response));
  const hub = new Server(http, { path: livePath, transports: ['websocket'] });
  hub.on('connection', (socket) => {
    for (const [event, message] of day.live.slice(0, -1)) socket.emit(event, spoken(message));
  });
  onTestFinished(() => hub.close());
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

async function replay(
  { exchanges }: WireDay,
  spoken: (answer: unknown) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const sent = Buffer.concat(parts).toString();
  const about = namesIn(sent);
  const path = (one: string) => one.split('?')[0];
  const same = exchanges.filter((one) => one.method === request.method && path(one.path) === path(request.url ?? ''));
  const found =
    same.find((one) => namesIn(JSON.stringify(one.body ?? '')).some((name) => about.includes(name))) ?? same[0];
  response.writeHead(found?.status ?? 404, { 'content-type': 'application/json' });
  response.end(found && found.answer !== null ? JSON.stringify(spoken(found.answer)) : '');
}

/** Which of the day's entries a request carries: its answer is the one to those. */
function namesIn(body: string): readonly string[] {
  return [...body.matchAll(/"id":"(wire-e\d)"/g)].map(([, name]) => name ?? '');
}

test('there is a frozen day of the protocol that is spoken', () => {
  expect(names.map((name) => frozen<WireDay>(`${name}.wire.json`).protocol)).toContain(1);
});
