import type { AccountShown } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { bothSteps, mailsAt } from '../../testing/both-steps.ts';
import { secretOf, send, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

const address = 'laila@hospital.example';
const chosen = 'three blue lanterns';

test('U8 who was invited is registered by the first sign-in: its code says what it is for, and the next one is an ordinary one', async () => {
  const server = await serverUnderTest();
  const adam = await signIn(server, 'adam');
  const facts = { person: 'laila', sex: 'female', name: { en: 'Laila', ar: 'ليلى' }, role: 'nurse', wards: ['4B'] };
  await adam.push([{ _id: 'laila', entries: [adam.entry('registered', facts)] }], 'staff');
  const open = () =>
    adam.request('/api/accounts/laila', { method: 'PUT', body: { login: 'N-7', email: address, language: 'en' } });
  await expect.poll(async () => (await open()).status).toBe(204);
  const shown = async () => (await (await adam.request('/api/accounts/laila')).json()) as AccountShown;
  expect(await shown()).toMatchObject({ invited: true, logins: ['N-7'], badge: null });
  const mailed = async () => (await mailsAt(server.url)).filter(({ to }) => to === address);
  const link = /link=([A-Za-z0-9_.-]+)/.exec((await mailed())[0]?.html ?? '')?.[1] ?? '';
  expect((await send(server.url, '/api/password', { body: { link, password: chosen } })).status).toBe(200);
  const enters = async (code?: string) => {
    const workstation = { secret: secretOf('any'), kind: 'ward' as const };
    const asked = { user: 'N-7', password: chosen, workstation, language: 'en' as const };
    return (await bothSteps(server.url, asked, code === undefined ? undefined : () => code)).status;
  };
  expect(await enters('000000'), 'no step that is not theirs').toBe(401);
  expect((await shown()).invited).toBe(true);
  expect(await enters()).toBe(201);
  expect((await shown()).invited).toBe(false);
  expect(await enters()).toBe(201);
  expect((await mailed()).map(({ subject }) => subject.replace(' at HealthCare Hospital', ''))).toEqual([
    'Your code to sign in',
    'Your code to register',
    'Your code to register',
    'Your account',
  ]);
});

test('U8 nobody registers by themselves: there is no such path, and a code of a registration is sent to nobody who was not invited', async () => {
  const server = await serverUnderTest();
  for (const path of ['/api/registration', '/api/register', '/api/accounts', '/api/sign-up'])
    expect((await send(server.url, path, { body: { email: address, password: chosen } })).status, path).toBe(404);
  await signIn(server, 'salma');
  expect((await mailsAt(server.url)).filter(({ subject }) => subject.includes('register'))).toEqual([]);
});
