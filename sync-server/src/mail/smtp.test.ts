import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { generateSync } from 'otplib';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, password, secretOf, send, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

interface Sink {
  readonly url: string;
  readonly mails: string[];
  readonly secure: boolean[];
}

/** A real mail server on this machine. */
async function sink(options: SMTPServerOptions = {}): Promise<Sink> {
  const mails: string[] = [];
  const secure: boolean[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => {
        text += part.toString('utf8');
      });
      stream.on('end', () => {
        mails.push(text);
        secure.push(session.secure);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // a sender that breaks off
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails, secure };
}

/** What a mail server says against something. */
const answer = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

const body = { user: '01000000001', password, workstation: { secret: secretOf('salma'), kind: 'ward' } };

async function begun(url: string) {
  const answer = await send(url, '/api/sign-in', { body });
  return (await answer.json()) as { readonly factors: readonly { readonly delivery: string; readonly to: string }[] };
}

test('A1 the code goes out by SMTP, as text and as a page, from the hospital to the person', async () => {
  const { url, mails } = await sink();
  const server = await serverUnderTest({ smtpUrl: url, hospital: { en: 'Nile Hospital', ar: 'مستشفى النيل' } });
  expect((await begun(server.url)).factors).toMatchObject([{ kind: 'email', delivery: 'sent' }]);
  const [mail = ''] = mails;
  expect(mail).toMatch(/^To: .*@hospital\.example/m);
  expect(mail).toMatch(/^Subject: Your code to sign in at Nile Hospital/m);
  expect(mail).toMatch(/text\/plain[\s\S]*\b\d{6}\b[\s\S]*text\/html/);
  expect((await fetch(`${server.url}/mailbox`)).status).toBe(404);
});

test('a mail that cannot be sent is told truly, kept through a restart, seen by the administrator and sent when the server is back', async () => {
  const busy = await sink({ onRcptTo: (_address, _session, done) => done(answer(451, 'try again later')) });
  const server = await serverUnderTest({ smtpUrl: busy.url });
  expect((await begun(server.url)).factors).toMatchObject([{ delivery: 'waiting' }]);
  expect(server.outbox?.waiting()).toMatchObject([{ kind: 'sign-in-code', user: 'salma', tries: 1, trouble: '451' }]);
  expect(JSON.stringify(server.outbox?.waiting())).not.toContain('hospital.example');
  await server.stop();
  const back = await sink();
  const again = await serverUnderTest({ data: server.folder, seeded: true, smtpUrl: back.url });
  again.clock.ms += 60_000;
  await again.outbox?.retry();
  await expect.poll(() => back.mails.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => again.outbox?.waiting(), { timeout: 20_000 }).toEqual([]);
});

test('a recipient that is refused for good: the person is told so, it is not tried again, and the administrator sees why and sends it anew', async () => {
  const known = new Set<string>();
  const { url, mails } = await sink({
    onRcptTo: ({ address }, _session, done) => done(known.has(address) ? null : answer(550, 'no such mailbox')),
  });
  const server = await serverUnderTest({ smtpUrl: url });
  expect(await codeOf(await send(server.url, '/api/sign-in', { body }))).toBe('409 sign-in/address-refused');
  const [failed] = server.outbox?.waiting() ?? [];
  expect(failed).toMatchObject({ user: 'salma', tries: 1, trouble: '550', failed: 'refused' });
  server.clock.ms += 60_000;
  await server.outbox?.retry();
  expect(server.outbox?.waiting()).toMatchObject([{ tries: 1 }]);
  known.add('salma@hospital.example');
  expect(await server.outbox?.again(failed?.id ?? '')).toBe('sent');
  expect(mails).toHaveLength(1);
  expect(server.outbox?.waiting()).toEqual([]);
});

test('a mail that lost its sense stays to be seen with its reason, without what was in it, until it is taken out', async () => {
  const server = await serverUnderTest({ smtpUrl: 'smtp://127.0.0.1:9' });
  expect((await begun(server.url)).factors).toMatchObject([{ delivery: 'waiting' }]);
  server.clock.ms += 11 * 60_000;
  await server.outbox?.retry();
  const [late] = server.outbox?.waiting() ?? [];
  expect(late).toMatchObject({ user: 'salma', trouble: 'ESOCKET', failed: 'too-late' });
  expect(await server.outbox?.again(late?.id ?? '')).toBeUndefined();
  expect(await server.outbox?.drop(late?.id ?? '')).toBe(true);
  expect(await server.outbox?.drop(late?.id ?? '')).toBe(false);
  expect(server.outbox?.waiting()).toEqual([]);
});

test('a slow mail server keeps nobody waiting for longer than five seconds; what it takes in the end has arrived once', {
  timeout: 30_000,
}, async () => {
  const { url, mails } = await sink({
    onMailFrom: (_address, _session, done) => void setTimeout(() => done(), 6500),
  });
  const server = await serverUnderTest({ smtpUrl: url });
  const before = performance.now();
  expect((await begun(server.url)).factors).toMatchObject([{ delivery: 'waiting' }]);
  expect(performance.now() - before).toBeLessThan(6500);
  await expect.poll(() => mails.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => server.outbox?.waiting(), { timeout: 20_000 }).toEqual([]);
});

test('a mail server that drops the line in the middle, refuses the sender, or is not there costs the person a sentence and nothing else', async () => {
  const dropping = createServer((line) => {
    line.on('error', () => undefined); // it is cut off under the sender's hands
    line.write('220 mail.example\r\n');
    line.once('data', () => line.destroy());
  }).listen(0, '127.0.0.1');
  await once(dropping, 'listening');
  onTestFinished(() => void dropping.close());
  const strict = await sink({ onMailFrom: (_address, _session, done) => done(answer(550, 'not from you')) });
  const urls = [`smtp://127.0.0.1:${(dropping.address() as AddressInfo).port}`, strict.url, 'smtp://127.0.0.1:9'];
  for (const smtpUrl of urls) {
    const server = await serverUnderTest({ smtpUrl });
    expect((await begun(server.url)).factors, smtpUrl).toMatchObject([{ delivery: 'waiting' }]);
  }
});

test('with STARTTLS asked for, a server that does not offer it gets nothing', async () => {
  const plain = await sink();
  const server = await serverUnderTest({ smtpUrl: `${plain.url}?requireTLS=true` });
  expect((await begun(server.url)).factors).toMatchObject([{ delivery: 'waiting' }]);
  expect(plain.mails).toEqual([]);
  const secured = await sink({ disabledCommands: [] });
  const other = await serverUnderTest({ smtpUrl: `${secured.url}?requireTLS=true&ca=any` });
  expect((await begun(other.url)).factors).toMatchObject([{ delivery: 'sent' }]);
  expect(secured.secure).toEqual([true]);
});

test('A2 whoever has an app signs in by it while no mail leaves the house, and none is written for it', async () => {
  const server = await serverUnderTest({ smtpUrl: 'smtp://127.0.0.1:9' });
  const { secret } = server.factors.offerTotp('salma', 'salma');
  const appCode = () => generateSync({ secret, epoch: Math.floor(server.clock.ms / 1000) });
  expect(await server.factors.bindTotp('salma', appCode())).toBe(true);
  server.clock.ms += 60_000;
  expect((await signIn(server, 'salma', { appCode })).session.user).toBe('salma');
  expect(server.outbox?.waiting()).toEqual([]);
});

test('only administrators see the queue and touch it', async () => {
  const server = await serverUnderTest();
  const [adam, salma] = [await signIn(server, 'adam'), await signIn(server, 'salma')];
  expect(await (await adam.request('/api/mail')).json()).toEqual({ carrier: 'mailbox', waiting: [] });
  expect((await salma.request('/api/mail')).status).toBe(403);
  for (const [method, path] of [
    ['POST', '/api/mail/mail-1/again'],
    ['DELETE', '/api/mail/mail-1'],
  ] as const) {
    expect((await salma.request(path, { method })).status).toBe(403);
    expect(await codeOf(await adam.request(path, { method }))).toBe('404 mail/gone');
  }
});
