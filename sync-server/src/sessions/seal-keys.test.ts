import type { SealKeys } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { type Caller, codeOf, send, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

const keysOf = async (caller: Caller) => (await (await caller.request('/api/session/keys')).json()) as SealKeys;
const hour = 3_600_000;

test('everybody at a workstation gets its key, each their own beside it, the same at the next sign-in and after a restart', async () => {
  const server = await serverUnderTest();
  const salma = await keysOf(await signIn(server, 'salma', { at: 'terminal' }));
  const omar = await keysOf(await signIn(server, 'omar', { at: 'terminal' }));
  expect(omar.workstation).toBe(salma.workstation);
  expect(omar.person).not.toBe(salma.person);
  await server.stop();
  const again = await serverUnderTest({ data: server.folder, seeded: true });
  expect(await keysOf(await signIn(again, 'salma', { at: 'terminal' }))).toEqual(salma);
});

test('at another workstation the keys are others: what was copied from one opens at none', async () => {
  const server = await serverUnderTest();
  const here = await keysOf(await signIn(server, 'salma', { at: 'here' }));
  const there = await keysOf(await signIn(server, 'salma', { at: 'there' }));
  expect(there.workstation).not.toBe(here.workstation);
  expect(there.person).not.toBe(here.person);
});

test('without a session there are none', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  await salma.request('/api/session', { method: 'DELETE' });
  expect(await codeOf(await salma.request('/api/session/keys'))).toBe('401 session/expired');
  expect(await codeOf(await salma.request('/api/session/pin', { method: 'PUT' }))).toBe('401 session/expired');
  expect(await codeOf(await send(server.url, '/api/session/keys', {}))).toBe('401 session/missing');
});

test('a session under a PIN waits for its person while others work there, and ends when it expires or is revoked', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const set = await salma.request('/api/session/pin', { method: 'PUT' });
  expect(await set.json()).toEqual(await keysOf(salma));
  server.clock.ms += 11 * hour;
  server.sweep();
  expect((await salma.request('/api/session')).status).toBe(200);
  server.clock.ms += hour;
  expect(await codeOf(await salma.request('/api/session'))).toBe('401 session/expired');
  const omar = await signIn(server, 'omar');
  await omar.request('/api/session/pin', { method: 'PUT' });
  await server.sessions.revoke(omar.session.grant);
  expect(await codeOf(await omar.request('/api/session'))).toBe('401 session/expired');
});
