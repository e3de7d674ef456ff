import type { AddressChangeBegun } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { mailsAt } from '../../testing/both-steps.ts';
import {
  type Caller,
  codeOf,
  password,
  secretOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';

const path = '/api/account/email';
const [old, next] = ['salma@hospital.example', 'salma.nasr@mail.example'];

/** The six digits of the newest mail to this address with this subject. */
async function mailed(server: UnderTest, to: string, subject: RegExp): Promise<string> {
  const mails = await mailsAt(server.url);
  const mail = mails.find((one) => one.to === to && subject.test(one.subject));
  return /^\s*(\d{6})\s*$/m.exec(mail?.text ?? '')?.[1] ?? '';
}

async function begun(caller: Caller, email = next): Promise<AddressChangeBegun> {
  const answer = await caller.request(path, { body: { email, language: 'en' } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as AddressChangeBegun;
}

async function codesOf(server: UnderTest, to = next) {
  return {
    next: await mailed(server, to, /^Confirm your new/),
    current: await mailed(server, old, /^Confirm the change/),
  };
}

const give = (caller: Caller, change: string, body: object) =>
  caller.request(`${path}/${change}`, { method: 'PUT', body });
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('U1 U2 an address changes when both have agreed; both are told, and the other sessions end', async () => {
  const server = await serverUnderTest();
  const elsewhere = await signIn(server, 'salma', { at: 'elsewhere' });
  const salma = await signIn(server, 'salma');
  expect(await (await salma.request(path)).json()).toEqual({ address: 's***@hospital.example' });
  const { change, next: sentTo, current } = await begun(salma);
  expect([sentTo, current]).toEqual([
    { to: 's***@mail.example', delivery: 'sent' },
    { to: 's***@hospital.example', delivery: 'sent' },
  ]);
  const codes = await codesOf(server);
  expect((await server.accounts.byId('salma'))?.email).toBe(old);
  expect((await give(salma, change, codes)).status).toBe(204);
  expect((await server.accounts.byId('salma'))?.email).toBe(next);
  expect(await codeOf(await elsewhere.request('/api/session'))).toBe('401 session/account-changed');
  expect((await salma.request('/api/session')).status).toBe(200);
  for (const to of [old, next])
    await expect
      .poll(
        async () =>
          (await mailsAt(server.url)).filter((mail) => mail.to === to && /was changed/.test(mail.subject)).length,
      )
      .toBe(1);
  expect(server.logged.join('')).not.toContain(next);
});

test('X2 U1 neither code alone, nor both the wrong way round, nor those of another change or another person change anything', async () => {
  const server = await serverUnderTest();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  const first = await begun(salma);
  const before = await codesOf(server);
  const { change } = await begun(salma, 'other@mail.example');
  const codes = await codesOf(server, 'other@mail.example');
  const wrong = [
    { next: codes.next },
    { next: codes.next, current: other(codes.current) },
    { next: other(codes.next), current: codes.current },
    { next: codes.current, current: codes.next },
    { next: before.next, current: codes.current },
  ];
  for (const body of wrong)
    expect(await codeOf(await give(salma, change, body)), JSON.stringify(body)).toBe('422 factor/wrong-code');
  expect(await codeOf(await give(salma, first.change, codes))).toBe('422 factor/wrong-code');
  expect(await codeOf(await give(omar, change, codes))).toBe('422 factor/wrong-code');
  expect((await server.accounts.byId('salma'))?.email).toBe(old);
  const twice = await Promise.all([give(salma, change, codes), give(salma, change, codes)]);
  expect(twice.map(({ status }) => status).sort()).toEqual([204, 422]);
});

test('U1 a session left open begins no change, and one that was begun is not ended elsewhere or late', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const there = await signIn(server, 'salma', { at: 'there' });
  const { change } = await begun(salma);
  const codes = await codesOf(server);
  expect(await codeOf(await give(there, change, codes))).toBe('422 factor/wrong-code');
  server.clock.ms += 10 * 60_000;
  expect(await codeOf(await give(salma, change, codes))).toBe('422 factor/wrong-code');
  const stale = await salma.request(path, { body: { email: next, language: 'en' } });
  expect(await codeOf(stale)).toBe('403 account/not-fresh');
});

test('X1 U1 of a hundred guesses at once ten are looked at, and the right codes wait too', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { change } = await begun(salma);
  const codes = await codesOf(server);
  const guess = { next: other(codes.next), current: codes.current };
  const answers = await Promise.all(Array.from({ length: 100 }, () => give(salma, change, guess)));
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(10);
  expect(await codeOf(await give(salma, change, codes))).toBe('429 request/too-many');
});

test('U1 codes are sent again after half a minute, those before count no more, and nobody fills a mailbox with them', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { change } = await begun(salma);
  const again = () => salma.request(`${path}/${change}/resend`, { method: 'POST', body: {} });
  expect((await again()).status).toBe(429);
  const before = await codesOf(server);
  for (let n = 1; n < 5; n += 1) {
    server.clock.ms += 31_000;
    expect((await again()).status).toBe(200);
  }
  server.clock.ms += 31_000;
  expect(await codeOf(await again())).toBe('410 account/change-over');
  expect(await codeOf(await give(salma, change, before))).toBe('422 factor/wrong-code');
  expect((await give(salma, change, await codesOf(server))).status).toBe(204);
});

test('X16 U1 what is no address, or the present one, begins nothing; a line break is in no header', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const ask = (email: string) => salma.request(path, { body: { email, language: 'en' } });
  const count = (await mailsAt(server.url)).length;
  for (const email of [
    'nowhere',
    'a@b.example\r\nBcc: all@hospital.example',
    'a@b.example\nX: y',
    ' ',
    `${'a'.repeat(200)}@b.example`,
  ])
    expect((await ask(email)).status, email).toBe(400);
  expect(await codeOf(await ask(old))).toBe('422 account/same-address');
  expect((await mailsAt(server.url)).length).toBe(count);
});

test('X2 U2 a code that went to the former address opens nothing after the change', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const body = { user: '01000000001', password, workstation: { secret: secretOf('thief'), kind: 'ward' } };
  const { attempt } = (await (await send(server.url, '/api/sign-in', { body })).json()) as { readonly attempt: string };
  const code = await mailed(server, old, /code to sign in/);
  const { change } = await begun(salma);
  expect((await give(salma, change, await codesOf(server))).status).toBe(204);
  const late = await send(server.url, `/api/sign-in/${attempt}/code`, { body: { kind: 'email', code } });
  expect(await codeOf(late)).toBe('401 session/wrong-credentials');
});
