import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { password, secretOf, send, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

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
  const refusing = await sink({ onRcptTo: (_address, _session, done) => done(new Error('no such mailbox')) });
  const server = await serverUnderTest({ smtpUrl: refusing.url });
  expect((await begun(server.url)).factors).toMatchObject([{ delivery: 'waiting' }]);
  expect(server.outbox?.waiting()).toMatchObject([{ kind: 'sign-in-code', user: 'salma', tries: 1, trouble: '550' }]);
  expect(JSON.stringify(server.outbox?.waiting())).not.toContain('hospital.example');
  await server.stop();
  const back = await sink();
  const again = await serverUnderTest({ data: server.folder, seeded: true, smtpUrl: back.url });
  again.clock.ms += 60_000;
  await again.outbox?.retry();
  await expect.poll(() => back.mails.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => again.outbox?.waiting(), { timeout: 20_000 }).toEqual([]);
});

test('a mail server that drops the line, or is not there, costs the person a sentence and nothing else', async () => {
  const dropping = await sink({ onMailFrom: (_address, session, done) => void [session, done(new Error('busy'))] });
  for (const smtpUrl of [dropping.url, 'smtp://127.0.0.1:9']) {
    const server = await serverUnderTest({ smtpUrl });
    expect((await begun(server.url)).factors).toMatchObject([{ delivery: 'waiting' }]);
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

test('only administrators see the queue', async () => {
  const server = await serverUnderTest();
  const [adam, salma] = [await signIn(server, 'adam'), await signIn(server, 'salma')];
  expect(await (await adam.request('/api/mail')).json()).toEqual({ carrier: 'mailbox', waiting: [] });
  expect((await salma.request('/api/mail')).status).toBe(403);
});
