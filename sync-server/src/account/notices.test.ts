import type { TotpOffer } from '@healthcare/protocol';
import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import { mailsAt } from '../../testing/both-steps.ts';
import { PasskeyDevice } from '../../testing/passkey-device.ts';
import { password, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

test('U3 every change of a factor, the password or the address is told by mail, to the person and to nobody else', async () => {
  const site = { origin: 'https://hospital.example', site: 'hospital.example' };
  const server = await serverUnderTest({ publicUrl: site.origin });
  const salma = await signIn(server, 'salma');
  const own = async (method: string, path: string, body?: object) => {
    const answer = await salma.request(`/api/account/${path}`, { method, ...(body && { body }) });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  };
  const { secret } = (await own('POST', 'factors/totp')) as TotpOffer;
  await own('PUT', 'factors/totp', { code: generateSync({ secret, epoch: Math.floor(server.clock.ms / 1000) }) });
  await own('POST', 'factors/recovery-codes');
  const { challenge } = (await own('POST', 'factors/passkeys/options')) as { readonly challenge: string };
  const response = new PasskeyDevice().create({ challenge, ...site });
  await own('POST', 'factors/passkeys', { name: 'Key', response });
  await own('DELETE', `factors/passkeys/${encodeURIComponent(response.id)}`);
  await own('DELETE', 'factors/totp');
  await own('PUT', 'password', { current: password, next: 'kettle and otter' });
  const adam = await signIn(server, 'adam');
  expect((await adam.request('/api/accounts/salma/factors', { method: 'DELETE' })).status).toBe(204);
  const email = { email: 's.nasr@mail.example', language: 'en', invite: false };
  expect((await adam.request('/api/accounts/salma/email', { method: 'PUT', body: email })).status).toBe(204);
  const toldTo = async (address: string) =>
    (await mailsAt(server.url))
      .filter(({ to, subject }) => to === address && !subject.startsWith('Your code'))
      .map(({ subject }) => subject.replace(' at HealthCare Hospital', ''))
      .toSorted();
  await expect
    .poll(() => toldTo('salma@hospital.example'), { timeout: 20_000 })
    .toEqual([
      'A passkey was added',
      'A passkey was removed',
      'An authenticator app was added',
      'New recovery codes',
      'The authenticator app was removed',
      'The second step of your sign-in was reset',
      'Your mail address was changed',
      'Your password was changed',
    ]);
  expect(await toldTo('s.nasr@mail.example')).toEqual(['Your mail address was changed']);
  expect(await toldTo('adam@hospital.example')).toEqual([]);
});
