import { expect, test } from 'vitest';
import { keyToWrap } from '../seals/data-key.ts';
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
  const { pair } = (await place.read('g1')) ?? {};
  if (!pair) throw new Error('not kept');
  await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
});

const wrapBy = (fill: number) => keyToWrap('grant', new Uint8Array(32).fill(fill));

test('once its person has left, a key signs nothing; their own key brings it back, that of somebody else does not', async () => {
  const place = keysInMemory();
  const keys = grantKeysIn(place);
  const key = await keys.make();
  await keys.keep('g1', key);
  await keys.seal('g1', await wrapBy(1));
  await keys.hide('g1', false);
  expect(await keys.of('g1')).toBeUndefined();
  const later = grantKeysIn(place);
  expect(await later.bring('g1', await wrapBy(2))).toBe(false);
  expect(await later.of('g1')).toBeUndefined();
  expect(await later.bring('g1', await wrapBy(1))).toBe(true);
  const again = await later.of('g1');
  expect(again?.publicKey).toBe(key.publicKey);
  expect(await again?.sign('done')).toBe(await key.sign('done'));
  const { pair } = (await place.read('g1')) ?? {};
  await expect(crypto.subtle.exportKey('pkcs8', pair?.privateKey as CryptoKey)).rejects.toThrow();
});

test('what lies on the disk of somebody who has left is no key, and under another sign-in it does not open', async () => {
  const place = keysInMemory();
  const keys = grantKeysIn(place);
  for (const grant of ['g1', 'g2']) {
    await keys.keep(grant, await keys.make());
    await keys.seal(grant, await wrapBy(1));
    await keys.hide(grant, false);
  }
  const [mine, theirs] = [await place.read('g1'), await place.read('g2')];
  expect(Object.keys(mine ?? {})).toEqual(['half']);
  if (!theirs) throw new Error('not kept');
  await place.write('g1', theirs);
  expect(await keys.bring('g1', await wrapBy(1))).toBe(false);
});

test('where a page begins, the keys of all who are not at work are hidden; one that could not come back is kept for its PIN', async () => {
  const place = keysInMemory();
  const keys = grantKeysIn(place);
  for (const grant of ['here', 'gone', 'older']) await keys.keep(grant, await keys.make());
  for (const grant of ['here', 'gone']) await keys.seal(grant, await wrapBy(1));
  await keys.hideAllBut('here');
  expect(
    await Promise.all(['here', 'gone', 'older'].map(async (grant) => (await keys.of(grant)) !== undefined)),
  ).toEqual([true, false, true]);
  await keys.hide('older', true);
  expect(await keys.of('older')).toBeUndefined();
});

test('a key is wrapped once and only where it was made: afterwards nobody can wrap it for themselves', async () => {
  const place = keysInMemory();
  const keys = grantKeysIn(place);
  await keys.keep('g1', await keys.make());
  await keys.seal('g1', await wrapBy(1));
  await keys.seal('g1', await wrapBy(2));
  await grantKeysIn(place).seal('g1', await wrapBy(2));
  await keys.hide('g1', false);
  expect(await keys.bring('g1', await wrapBy(2))).toBe(false);
  expect(await keys.bring('g1', await wrapBy(1))).toBe(true);
});
