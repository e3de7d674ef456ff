import { expect, test } from 'vitest';
import { bothSteps, mailsAt } from '../../testing/both-steps.ts';
import {
  accounts,
  password,
  secretOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';

const salma = '01000000001';
const omar = '01000000002';
const known = new Map((await accounts()).map(({ logins: [login = ''], email }) => [login, email]));
const addressOf = (login: string) => known.get(login);
const asked = (user: string, word = password) => ({
  user,
  password: word,
  workstation: { secret: secretOf(user), kind: 'ward' as const },
});

async function mailed(server: UnderTest, to: string | undefined) {
  return (await mailsAt(server.url)).filter((mail) => mail.to === to);
}

async function linkFor(server: UnderTest, login: string): Promise<string> {
  expect((await send(server.url, '/api/password-reset', { body: { user: login } })).status).toBe(202);
  const link = async () =>
    /link=([A-Za-z0-9_.-]+)/.exec((await mailed(server, addressOf(login))).map(({ html }) => html).join())?.[1];
  await expect.poll(link, { timeout: 20_000 }).toBeDefined();
  return (await link()) ?? '';
}

const chosen = async (server: UnderTest, link: string, next: string) => {
  const answer = await send(server.url, '/api/password', { body: { link, password: next } });
  return answer.ok ? 'chosen' : `${answer.status} ${((await answer.json()) as { readonly code: string }).code}`;
};

test('X17 a forgotten password: one use, within the hour, sessions end, the person is told, and a bad password costs nothing', async () => {
  const server = await serverUnderTest();
  const before = await signIn(server, 'salma');
  const link = await linkFor(server, salma);
  expect(await chosen(server, link, 'password1')).toBe('422 password/common');
  expect(await chosen(server, link, `x${salma}x`)).toBe('422 password/own-data');
  expect(await chosen(server, `${link}x`, 'three blue lanterns')).toBe('410 link/not-good');
  expect(await chosen(server, link, 'three blue lanterns')).toBe('chosen');
  expect(await chosen(server, link, 'four blue lanterns')).toBe('410 link/not-good');
  expect((await before.request('/api/session')).status).toBe(401);
  expect((await bothSteps(server.url, asked(salma))).status).toBe(401);
  expect((await bothSteps(server.url, asked(salma, 'three blue lanterns'))).status).toBe(201);
  const late = await linkFor(server, omar);
  server.clock.ms += 61 * 60_000;
  expect(await chosen(server, late, 'three blue lanterns')).toBe('410 link/not-good');
});

test('X3 asking for a new password tells nobody who has an account', async () => {
  const server = await serverUnderTest();
  const answers = await Promise.all(
    [salma, '01999999999'].map(async (user) => {
      const answer = await send(server.url, '/api/password-reset', { body: { user } });
      return [answer.status, await answer.text()];
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
});

test('X16 an administrator sets an address after a fresh proof; a nurse does not; an address with a line break is none', async () => {
  const server = await serverUnderTest();
  const [adam, nurse] = [await signIn(server, 'adam'), await signIn(server, 'salma')];
  const body = { email: 'zed@hospital.example', language: 'ar', invite: true };
  const put = (caller: typeof adam, more: object = {}) =>
    caller.request('/api/accounts/zed/email', { method: 'PUT', body: { ...body, ...more } });
  expect((await put(nurse)).status).toBe(403);
  expect((await put(adam, { email: 'zed@hospital.example\r\nBcc: all@hospital.example' })).status).toBe(400);
  expect((await put(adam)).status).toBe(204);
  const mails = await mailed(server, 'zed@hospital.example');
  expect(mails.map(({ subject }) => subject)).toContain('حسابك في مستشفى هيلث كير');
  expect(mails.every(({ text, html }) => !text.includes(password) && !html.includes(password))).toBe(true);
});

test('X17 a link is of the account it was made for: with another name in it, or in pieces of two links, it is none', async () => {
  const server = await serverUnderTest();
  const [mine, theirs] = [await linkFor(server, salma), await linkFor(server, omar)];
  const [nameOfMine = '', chanceOfMine = ''] = mine.split('.');
  const [nameOfTheirs = '', chanceOfTheirs = ''] = theirs.split('.');
  const invitation = Buffer.from('invitation:omar').toString('base64url');
  for (const link of [
    `${nameOfTheirs}.${chanceOfMine}`,
    `${nameOfMine}.${chanceOfTheirs}`,
    `${invitation}.${chanceOfTheirs}`,
    `${nameOfMine}.${'x'.repeat(chanceOfMine.length)}`,
    `.${chanceOfMine}`.padStart(30, 'x'),
  ])
    expect(await chosen(server, link, 'three blue lanterns'), link).toBe('410 link/not-good');
  expect(await chosen(server, theirs, 'three blue lanterns')).toBe('chosen');
  expect((await bothSteps(server.url, asked(salma))).status).toBe(201);
});

/** The newest link that went to this address. */
const newestTo = async (server: UnderTest, to: string | undefined) =>
  /link=([A-Za-z0-9_.-]+)/.exec((await mailed(server, to)).find(({ html }) => html.includes('link='))?.html ?? '')?.[1];

test('X17 a link that went to a mistyped address, or to the one before, opens nothing once another was set, also without a new invitation', async () => {
  const server = await serverUnderTest();
  const adam = await signIn(server, 'adam');
  const set = (email: string, invite: boolean) =>
    adam.request('/api/accounts/zed/email', { method: 'PUT', body: { email, language: 'en', invite } });
  expect((await set('zedd@elsewhere.example', true)).status).toBe(204);
  const mistyped = (await newestTo(server, 'zedd@elsewhere.example')) ?? '';
  expect(mistyped).not.toBe('');
  expect((await set('zed@hospital.example', false)).status).toBe(204);
  expect(await chosen(server, mistyped, 'three blue lanterns')).toBe('410 link/not-good');
  const asked = await linkFor(server, salma);
  await server.accounts.setAddress('salma', { email: 's.nasr@mail.example', language: 'en' });
  expect(await chosen(server, asked, 'three blue lanterns')).toBe('410 link/not-good');
});

test('X17 with another password every link that was mailed before it is over, of whatever kind', async () => {
  const server = await serverUnderTest();
  const [earlier, adam] = [await linkFor(server, salma), await signIn(server, 'adam')];
  const body = { email: addressOf(salma), language: 'en', invite: true };
  expect((await adam.request('/api/accounts/salma/email', { method: 'PUT', body })).status).toBe(204);
  const invitation = (await newestTo(server, addressOf(salma))) ?? '';
  expect(invitation).not.toBe(earlier);
  expect(await chosen(server, invitation, 'three blue lanterns')).toBe('chosen');
  expect(await chosen(server, earlier, 'four blue lanterns')).toBe('410 link/not-good');
  expect((await bothSteps(server.url, asked(salma, 'three blue lanterns'))).status).toBe(201);
});

test('X4 a stranger who asks for new passwords in somebody’s name for days keeps them from nothing', async () => {
  const server = await serverUnderTest();
  const lines = () => server.logged.filter((line) => line.includes('asked for a new password')).length;
  for (let n = 1; n <= 110; n += 1) {
    expect((await send(server.url, '/api/password-reset', { body: { user: salma } })).status).toBe(202);
    await expect.poll(lines, { interval: 2, timeout: 20_000 }).toBe(n);
    server.clock.ms += 15 * 60_000;
  }
  server.clock.ms += 60 * 60_000; // those before are over
  expect((await send(server.url, '/api/password-reset', { body: { user: salma } })).status).toBe(202);
  await expect.poll(lines, { timeout: 20_000 }).toBe(111);
  const link = (await newestTo(server, addressOf(salma))) ?? '';
  expect(await chosen(server, link, 'three blue lanterns')).toBe('chosen');
});

/** A hundred wrong passwords where their person has signed in before, each after the wait of the one before. */
async function lockedOut(server: UnderTest) {
  await signIn(server, 'salma', { at: salma });
  for (let n = 0; n < 100; n += 1) {
    expect((await send(server.url, '/api/sign-in', { body: asked(salma, 'not it') })).status).toBe(401);
    server.clock.ms += 15 * 60_000;
  }
  const right = await send(server.url, '/api/sign-in', { body: asked(salma) });
  expect([right.status, await right.json()]).toMatchObject([423, { code: 'sign-in/locked' }]);
}

test('X4 a password that was locked by a hundred guesses opens again once its person has chosen another by a link', {
  timeout: 120_000,
}, async () => {
  const server = await serverUnderTest();
  await lockedOut(server);
  const asPeer = async (word: string) => {
    const authorization = `Basic ${Buffer.from(`${salma}:${word}`).toString('base64')}`;
    return (await fetch(`${server.url}/db/calls`, { headers: { authorization } })).status;
  };
  for (let n = 0; n < 10; n += 1) expect(await asPeer('not it')).toBe(401);
  expect(await asPeer(password)).toBe(429);
  expect(await chosen(server, await linkFor(server, salma), 'three blue lanterns')).toBe('chosen');
  expect((await bothSteps(server.url, asked(salma, 'three blue lanterns'))).status).toBe(201);
  expect(await asPeer('three blue lanterns')).toBe(200);
});

test('X17 of two who follow one link at once only one chooses a password', async () => {
  const server = await serverUnderTest();
  const link = await linkFor(server, salma);
  const both = await Promise.all(
    ['three blue lanterns', 'four red lanterns'].map((next) => chosen(server, link, next)),
  );
  expect(both.toSorted()).toEqual(['410 link/not-good', 'chosen']);
});
