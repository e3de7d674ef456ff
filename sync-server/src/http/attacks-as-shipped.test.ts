import { livePath } from '@healthcare/protocol';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { codesFor } from '../../testing/both-steps.ts';
import {
  codeOf,
  enrolledStation,
  lineAuth,
  password,
  raise,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';
import { lineProof, type Station } from '../../testing/station.ts';

/** As it is shipped: people sign in at enrolled workstations only, and no peer by a password. */
const shipped = () => serverUnderTest({ enrolment: 'required', basicPasswords: false });

/** How the live line answers a handshake. */
function handshake({ url }: UnderTest, auth: object): Promise<string> {
  const socket = io(url, { path: livePath, transports: ['websocket'], forceNew: true, auth, reconnection: false });
  onTestFinished(() => void socket.disconnect());
  return new Promise((told) => {
    socket.once('session', () => told('let in'));
    socket.once('connect_error', ({ message }) => told(message));
  });
}

test('X21 a stolen token opens nothing without the key of its workstation, nor with that of another one', async () => {
  const server = await shipped();
  const [station, other] = [await enrolledStation(server), await enrolledStation(server)];
  const salma = await signIn(server, 'salma', { station });
  const { token } = salma;
  const docs = [{ _id: 'c1', entries: [salma.entry('raised', raise)] }];
  const asked = [
    ['GET', '/api/session', undefined],
    ['GET', '/api/session/keys', undefined],
    ['POST', '/api/reauthenticate', { password }],
    ['GET', '/db/calls/_changes?lineage=&since=0', undefined],
    ['GET', '/db/patients/_all_docs?include_docs=true', undefined],
    ['POST', '/db/calls/_bulk_docs', { docs }],
    ['GET', '/db/files/r1%3A0/chunk', undefined],
  ] as const;
  for (const thief of [undefined, other] as const)
    for (const [method, path, body] of asked) {
      const answer = await send(server.url, path, { method, token, station: thief, ...(body && { body }) });
      expect(await codeOf(answer), path).toBe('401 workstation/not-proven');
    }
  const basic = `Basic ${Buffer.from(`01000000001:${token}`).toString('base64')}`;
  expect((await fetch(`${server.url}/db/calls/_changes`, { headers: { authorization: basic } })).status).toBe(401);
  expect((await salma.push(docs))[0]?.refused).toEqual([]); // its own workstation
});

test('X21 a live line is not opened without proof, by another workstation, or by a proof that was heard before', async () => {
  const server = await shipped();
  const [station, other] = [await enrolledStation(server), await enrolledStation(server)];
  const { token } = await signIn(server, 'salma', { station });
  expect(await handshake(server, { token })).toBe('workstation/not-proven');
  expect(await handshake(server, lineAuth({ token, station: other }))).toBe('workstation/not-proven');
  const forARequest = station.proof({ method: 'GET', path: '/api/session', token });
  expect(await handshake(server, { token, proof: forARequest })).toBe('workstation/not-proven');
  const proof = lineProof(station, token);
  expect(await handshake(server, { token, proof })).toBe('let in');
  expect(await handshake(server, { token, proof })).toBe('workstation/not-proven');
});

test('X21 an attempt that was begun at one workstation is not ended at another, with the right code neither', async () => {
  const server = await shipped();
  const [station, other] = [await enrolledStation(server), await enrolledStation(server)];
  const workstation = { secret: station.secret, kind: 'ward' as const };
  const begin = (by: Station | undefined) =>
    send(server.url, '/api/sign-in', { body: { user: '01000000001', password, workstation }, station: by });
  for (const thief of [undefined, other]) expect(await codeOf(await begin(thief))).toBe('401 workstation/not-proven');
  const { attempt } = (await (await begin(station)).json()) as { readonly attempt: string };
  const [code = ''] = await codesFor(server.url, { kind: 'email', to: 'salma@hospital.example' });
  const give = (by: Station | undefined) =>
    send(server.url, `/api/sign-in/${attempt}/code`, { body: { kind: 'email', code }, station: by });
  for (const thief of [undefined, other]) expect(await codeOf(await give(thief))).toBe('401 workstation/not-proven');
  expect((await give(station)).status).toBe(201);
});

test('X9, X12 at an enrolled workstation, too, a forged token opens nothing, and a nurse nothing of the administration', async () => {
  const server = await shipped();
  const station = await enrolledStation(server);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'none', typ: 'JWT' })}.${part({ user: 'adam', role: 'admin', exp: 4e9 })}.`;
  expect((await send(server.url, '/api/session', { token, station })).status).toBe(401);
  const nurse = await signIn(server, 'salma', { station });
  for (const path of ['/api/accounts/omar', '/api/workstations', '/api/audit', '/api/mail', '/api/factor-policy'])
    expect(await codeOf(await nurse.request(path)), path).toBe('403 right/missing');
  const badge = { method: 'PUT', body: { badge: 'HC-2044' } };
  expect(await codeOf(await nurse.request('/api/accounts/salma/badge', badge))).toBe('403 right/missing');
});
