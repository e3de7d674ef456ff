import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { memoryPouch } from '../../testing/memory-pouch.ts';
import { type Caller, send, serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';
import { openBrake } from '../sign-in/index.ts';
import { callers } from './authorisation.ts';
import { basicSessions } from './basic-sessions.ts';

/** Answers of the real sessions that are held back until a test lets them go. */
async function held(server: UnderTest) {
  const asked = new Map<string, (response: Response) => void>();
  const app = express();
  const { accounts, sessions } = server;
  const basic = basicSessions({ accounts, sessions, brake: await openBrake(memoryPouch(), Date.now), passwords: true });
  app.use(callers(sessions, basic, { ofSession: () => undefined }).onlyWithSession);
  app.use((request, response) => {
    response.writeHead(200);
    response.flushHeaders();
    asked.get(request.path)?.(response);
  });
  const http = createServer(app).listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(async () => {
    http.closeAllConnections();
    http.close();
    await once(http, 'close');
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    /** Resolves when the request is under way: its answer, and how to let that go. */
    async ask(path: string, { token }: Caller) {
      const arrived = new Promise<Response>((told) => asked.set(path, told));
      const response = send(url, path, { token });
      const given = await arrived;
      return { text: response.then((answer) => answer.text()).catch(() => 'cut off'), let: () => given.end('whole') };
    },
  };
}

test('an answer under way is cut off when the rights of its caller change, and others are not', async () => {
  const server = await serverUnderTest();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  const answers = await held(server);
  const [hers, his] = [await answers.ask('/hers', salma), await answers.ask('/his', omar)];
  await server.sessions.assign('salma', { role: 'nurse', wards: ['3A'] });
  expect(await hers.text).toBe('cut off');
  his.let();
  expect(await his.text).toBe('whole');
});

test('when a session ends, what its person hands in is answered still, and nothing else', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const answers = await held(server);
  const [reads, hands] = [await answers.ask('/_changes', salma), await answers.ask('/_bulk_docs', salma)];
  await server.sessions.end(salma.session.grant);
  expect(await reads.text).toBe('cut off');
  hands.let();
  expect(await hands.text).toBe('whole');
});
