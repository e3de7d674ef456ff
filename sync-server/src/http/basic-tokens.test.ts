import { expect, test } from 'vitest';
import { password, serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';

function asPeer({ url }: UnderTest, user: string, secret: string): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  return fetch(`${url}/db/calls`, { headers: { authorization } });
}

test('a peer sends the token of a session in the place of the password; a password alone is not enough', async () => {
  const server = await serverUnderTest({ basicPasswords: false });
  const salma = await signIn(server, 'salma');
  expect((await asPeer(server, '01000000001', salma.token)).status).toBe(200);
  expect((await asPeer(server, '01000000001', password)).status).toBe(401);
  expect((await asPeer(server, '01000000002', salma.token)).status).toBe(401);
  await salma.request('/api/session', { method: 'DELETE' });
  expect((await asPeer(server, '01000000001', salma.token)).status).toBe(401);
});
