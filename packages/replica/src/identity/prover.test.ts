import { proofText } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { grantKeysIn, keysInMemory } from './grant-key.ts';
import { workstationProver } from './prover.ts';

const bytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

test('N3 a workstation proves one request by the key it was given at its first start, in the time of the server', async () => {
  const keys = grantKeysIn(keysInMemory());
  const prover = await workstationProver(keys, 'wk-some', () => 1000);
  prover.heard(61_000);
  const [workstation, at, nonce, sig = ''] = (await prover.header({ method: 'GET', path: '/api/session' })).split('.');
  expect([workstation, at]).toEqual(['wk-some', '61000']);
  const about = { workstation: 'wk-some', method: 'GET', path: '/api/session', token: '', atMs: 61_000 };
  const known = await crypto.subtle.importKey('raw', bytes(prover.publicKey), 'Ed25519', true, ['verify']);
  const text = new TextEncoder().encode(proofText({ ...about, nonce: nonce ?? '' }));
  expect(await crypto.subtle.verify('Ed25519', known, bytes(sig), text)).toBe(true);
  expect((await workstationProver(keys, 'wk-some')).publicKey).toBe(prover.publicKey);
});

test('N3 no two proofs are the same, and one for a token is not one without it', async () => {
  const prover = await workstationProver(grantKeysIn(keysInMemory()), 'wk-some', () => 1000);
  const asked = { method: 'GET', path: '/api/session' };
  const headers = [
    await prover.header(asked),
    await prover.header(asked),
    await prover.header({ ...asked, token: 't' }),
  ];
  expect(new Set(headers.map((header) => header.split('.')[3])).size).toBe(3);
});
