import { expect, test } from 'vitest';
import { grantKeysIn, keysInMemory } from './grant-key.ts';

test('G2 a key signs for the sign-in it is kept for, also after a reload, and for no other', async () => {
  const place = keysInMemory();
  const keys = grantKeysIn(place);
  const key = await keys.make();
  await keys.keep('g1', key);
  const again = await grantKeysIn(place).of('g1');
  expect(again?.publicKey).toBe(key.publicKey);
  expect(await again?.sign('done')).toBe(await key.sign('done'));
  expect(await key.sign('something else')).not.toBe(await key.sign('done'));
  expect(await grantKeysIn(place).of('g2')).toBeUndefined();
  expect((await grantKeysIn(place).make()).publicKey).not.toBe(key.publicKey);
});

test('what it signs is what any program with Ed25519 verifies', async () => {
  const key = await grantKeysIn(keysInMemory()).make();
  const bytes = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const known = await crypto.subtle.importKey('raw', bytes(key.publicKey), 'Ed25519', true, ['verify']);
  const text = 'سجل';
  const sig = bytes(await key.sign(text));
  expect(await crypto.subtle.verify('Ed25519', known, sig, new TextEncoder().encode(text))).toBe(true);
  expect(sig).toHaveLength(64);
});

test('the private half can be read by nobody', async () => {
  const place = keysInMemory();
  const keys = grantKeysIn(place);
  await keys.keep('g1', await keys.make());
  const pair = await place.read('g1');
  if (!pair) throw new Error('not kept');
  await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
});
