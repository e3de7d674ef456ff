import { mkdtempSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { livePath } from '@healthcare/protocol';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';

/** What a server answers to whoever takes it at its word, as the first look of a workstation does. */
function seen({ port }: UnderTest, path = '/health') {
  return new Promise<{ status?: number; hsts?: string; certificate: PeerCertificate }>((done, failed) => {
    const asked = request({ host: '127.0.0.1', port, path, rejectUnauthorized: false }, (answer) => {
      const certificate = (answer.socket as TLSSocket).getPeerCertificate();
      answer.resume();
      done({ status: answer.statusCode ?? 0, hsts: String(answer.headers['strict-transport-security']), certificate });
    });
    asked.on('error', failed).end();
  });
}

test('on loopback there is no certificate; anywhere else there is, made at the first start and the same at the next', async () => {
  expect((await serverUnderTest()).url).toMatch(/^http:/);
  const data = join(mkdtempSync(join(tmpdir(), 'healthcare-tls-')), 'server');
  const first = await serverUnderTest({ data, host: '0.0.0.0' });
  expect(first.url).toMatch(/^https:/);
  const before = await seen(first);
  expect([before.status, before.hsts]).toEqual([200, 'max-age=31536000']);
  expect(before.certificate.subjectaltname).toContain('127.0.0.1');
  expect(first.logged.join('')).toContain(before.certificate.fingerprint256);
  expect(first.fingerprint).toBe(before.certificate.fingerprint256);
  expect(statSync(`${data}.tls-key.pem`).mode & 0o777).toBe(0o600);
  await first.stop();
  const second = await serverUnderTest({ data, host: '0.0.0.0', seeded: true });
  expect((await seen(second)).certificate.fingerprint256).toBe(before.certificate.fingerprint256);
});

test('whoever speaks without TLS, or an old version of it, gets nothing', async () => {
  const server = await serverUnderTest({ tls: 'on' });
  await expect(fetch(`http://127.0.0.1:${server.port}/health`)).rejects.toThrow();
  const old = new Promise<string>((done) => {
    const socket = connect({
      host: '127.0.0.1',
      port: server.port,
      rejectUnauthorized: false,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    socket.once('secureConnect', () => done('let in')).once('error', () => done('turned away'));
  });
  expect(await old).toBe('turned away');
});

test('the live line goes over the same certificate', async () => {
  const plain = await serverUnderTest();
  const server = await serverUnderTest({ tls: 'on' });
  const account = { _id: 'salma', logins: ['01000000001'], passwordHash: '', role: 'nurse', wards: ['4B'] } as const;
  const begun = await server.sessions.begin(account, { secret: 's'.repeat(43), kind: 'ward' });
  if (typeof begun === 'string') throw new Error(begun);
  const options = {
    path: livePath,
    transports: ['websocket'],
    auth: { token: begun.token },
    reconnection: false,
    rejectUnauthorized: false,
  };
  const socket = io(server.url, options);
  onTestFinished(() => void socket.disconnect());
  expect(await new Promise((told) => socket.once('session', told))).toMatchObject({ user: 'salma' });
  expect((await signIn(plain, 'salma')).session.user).toBe('salma');
});
