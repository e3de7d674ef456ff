import type { AccountShown, WorkstationStanding } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { bothSteps, mailsAt } from '../../testing/both-steps.ts';
import {
  type Caller,
  codeOf,
  enrolledStation,
  password,
  secretOf,
  send,
  serverUnderTest,
  signIn,
} from '../../testing/server-under-test.ts';
import { asStation, newStation, type Station } from '../../testing/station.ts';

const badgeOf = (by: Caller, user: string, badge: string) =>
  by.request(`/api/accounts/${user}/badge`, { method: 'PUT', body: { badge } });
const noBadge = (by: Caller, user: string) => by.request(`/api/accounts/${user}/badge`, { method: 'DELETE' });
const shown = async (by: Caller, user: string) =>
  (await (await by.request(`/api/accounts/${user}`)).json()) as AccountShown;
const enters = async (url: string, user: string) =>
  (await bothSteps(url, { user, password, workstation: { secret: secretOf('any'), kind: 'ward' } })).status;

test('U6, U7 a badge is given, changed for another and taken away; each time its person is told, and only the badge of now signs in', async () => {
  const server = await serverUnderTest();
  const adam = await signIn(server, 'adam');
  expect(await enters(server.url, 'HC-2044')).toBe(401);
  expect((await badgeOf(adam, 'salma', 'HC-2044')).status).toBe(204);
  expect(await shown(adam, 'salma')).toMatchObject({ logins: ['01000000001'], badge: 'HC-2044' });
  expect(await enters(server.url, 'hc ٢٠٤٤')).toBe(201);
  expect((await badgeOf(adam, 'salma', 'HC-2045')).status).toBe(204);
  expect([await enters(server.url, 'HC-2044'), await enters(server.url, 'HC-2045')]).toEqual([401, 201]);
  const salma = await signIn(server, 'salma');
  expect(await (await salma.request('/api/session/keys')).json()).toMatchObject({
    logins: ['01000000001', 'HC-2045'],
  });
  expect((await noBadge(adam, 'salma')).status).toBe(204);
  expect([await enters(server.url, 'HC-2045'), await enters(server.url, '01000000001')]).toEqual([401, 201]);
  expect((await shown(adam, 'salma')).badge).toBeNull();
  const told = async () =>
    (await mailsAt(server.url))
      .filter(({ to, subject }) => to === 'salma@hospital.example' && /badge/i.test(subject))
      .map(({ subject }) => subject.replace(' at HealthCare Hospital', ''))
      .toSorted();
  await expect
    .poll(told, { timeout: 20_000 })
    .toEqual(['A badge was given to you', 'A badge was given to you', 'Your badge was taken out of use']);
});

test('U6, U7 the number of somebody else is refused, however it is written; one that was taken away may be given on', async () => {
  const server = await serverUnderTest();
  const adam = await signIn(server, 'adam');
  await badgeOf(adam, 'salma', 'HC-2044');
  for (const taken of ['hc2044', 'HC 2044', '0100 000 0001', '٠١٠٠٠٠٠٠٠٠٣'])
    expect(await codeOf(await badgeOf(adam, 'omar', taken)), taken).toBe('409 account/badge-taken');
  expect((await shown(adam, 'omar')).badge).toBeNull();
  const both = await Promise.all([badgeOf(adam, 'omar', 'HC-1'.padEnd(8, '0')), badgeOf(adam, 'dina', 'HC-10000')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  await noBadge(adam, 'salma');
  expect((await badgeOf(adam, 'heba', 'HC-2044')).status).toBe(204);
  expect(await codeOf(await badgeOf(adam, 'salma', 'HC-2044'))).toBe('409 account/badge-taken');
});

test('U6 their own number on the badge, and taken away again: they still sign in by it', async () => {
  const server = await serverUnderTest();
  const adam = await signIn(server, 'adam');
  expect((await badgeOf(adam, 'salma', '0100 000 0001')).status).toBe(204);
  expect((await noBadge(adam, 'salma')).status).toBe(204);
  expect(await enters(server.url, '01000000001')).toBe(201);
});

test('U6 only an administrator, only freshly proven, only for an account that is there; and it stands in the trail', async () => {
  const server = await serverUnderTest();
  const [adam, heba, hala] = [await signIn(server, 'adam'), await signIn(server, 'heba'), await signIn(server, 'hala')];
  for (const other of [heba, hala]) {
    expect(await codeOf(await badgeOf(other, 'salma', 'HC-2044'))).toBe('403 right/missing');
    expect(await codeOf(await noBadge(other, 'salma'))).toBe('403 right/missing');
  }
  expect(await codeOf(await badgeOf(adam, 'nobody', 'HC-2044'))).toBe('404 request/not-found');
  expect(await codeOf(await badgeOf(adam, 'salma', ' 12 '))).toBe('400 request/wrong-shape');
  expect((await badgeOf(adam, 'salma', 'HC-2044')).status).toBe(204);
  const trail = async () => JSON.stringify(await (await adam.request('/api/audit?person=adam')).json());
  await expect.poll(trail).toMatch(/setBadgeOfOthers.*user\/salma|user\/salma.*setBadgeOfOthers/);
  expect(await trail()).not.toContain('HC-2044');
  server.clock.ms += 6 * 60_000;
  expect(await codeOf(await badgeOf(adam, 'salma', 'HC-2045'))).toBe('403 account/not-fresh');
  expect(await codeOf(await noBadge(adam, 'salma'))).toBe('403 account/not-fresh');
  expect((await shown(adam, 'salma')).badge).toBe('HC-2044');
});

test('U9 a workstation hears the numbers of those whose PINs wait there, as they are now, and of nobody else', async () => {
  const server = await serverUnderTest();
  const [adam, station, other] = [
    await signIn(server, 'adam'),
    await enrolledStation(server),
    await enrolledStation(server),
  ];
  const waitingAt = async (where: Station) => {
    const answer = await asStation(server.url, where, '/api/workstation/contact', { version: '1', unsent: 0 });
    return ((await answer.json()) as WorkstationStanding).waiting;
  };
  const salma = await signIn(server, 'salma', { station });
  await signIn(server, 'omar', { station });
  expect(await waitingAt(station)).toEqual([]); // nobody has a PIN
  expect((await salma.request('/api/session/pin', { method: 'PUT' })).status).toBe(200);
  expect(await waitingAt(station)).toEqual([{ user: 'salma', badges: ['01000000001'] }]);
  await badgeOf(adam, 'salma', 'HC-2044');
  expect(await waitingAt(station)).toEqual([{ user: 'salma', badges: ['01000000001', 'HC-2044'] }]);
  await badgeOf(adam, 'salma', 'HC-2045');
  expect(await waitingAt(station)).toEqual([{ user: 'salma', badges: ['01000000001', 'HC-2045'] }]);
  await noBadge(adam, 'salma');
  expect(await waitingAt(station)).toEqual([{ user: 'salma', badges: ['01000000001'] }]);
  expect(await waitingAt(other)).toEqual([]);
  await salma.request('/api/session', { method: 'DELETE' });
  expect(await waitingAt(station)).toEqual([]);
});

test('U9 one that has not proven itself, or is out of use, hears nothing of anybody', async () => {
  const server = await serverUnderTest();
  const station = await enrolledStation(server);
  const salma = await signIn(server, 'salma', { station });
  await salma.request('/api/session/pin', { method: 'PUT' });
  const contact = { version: '1', unsent: 0 };
  const unproven = await send(server.url, '/api/workstation/contact', { method: 'POST', body: contact });
  expect(await unproven.json()).not.toHaveProperty('waiting');
  const foreign = { ...newStation(station.secret, () => server.clock.ms) };
  expect(await (await asStation(server.url, foreign, '/api/workstation/contact', contact)).json()).not.toHaveProperty(
    'waiting',
  );
  await server.workstations.revoke(salma.session.workstation, 'adam', 'retired');
  const after = await (await asStation(server.url, station, '/api/workstation/contact', contact)).json();
  expect([(after as WorkstationStanding).state, 'waiting' in (after as object)]).toEqual(['revoked', false]);
});

test('U7 the badge alone opens nothing, and nobody may have it as their password', async () => {
  const server = await serverUnderTest();
  const adam = await signIn(server, 'adam');
  await badgeOf(adam, 'salma', 'HC-20448811');
  const asked = { user: 'HC-20448811', workstation: { secret: secretOf('any'), kind: 'ward' as const } };
  expect((await bothSteps(server.url, { ...asked, password: 'HC-20448811' })).status).toBe(401);
  const salma = await signIn(server, 'salma');
  const next = { current: password, next: 'HC-20448811' };
  expect(await codeOf(await salma.request('/api/account/password', { method: 'PUT', body: next }))).toBe(
    '422 password/own-data',
  );
});
