import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type KeyStoreUse, openKeys, type SafeStorage } from './key-store.ts';

/** An operating system's key store with a password of its own: what another one wrapped does not open. */
function keyStore(options: { readonly password?: string; readonly backend?: string; readonly rotated?: boolean } = {}) {
  const { password = 'p', backend = 'gnome_libsecret', rotated = false } = options;
  return {
    isAsyncEncryptionAvailable: async () => backend !== 'none',
    getSelectedStorageBackend: () => backend as ReturnType<SafeStorage['getSelectedStorageBackend']>,
    encryptStringAsync: async (text) => Buffer.from(`${password}:${rotated}:${Buffer.from(text).toString('hex')}`),
    async decryptStringAsync(wrapped) {
      const [by, , hex = ''] = wrapped.toString().split(':');
      if (by !== password) throw new Error('Error while decrypting');
      return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt: rotated };
    },
  } satisfies SafeStorage;
}

const use = (more: Partial<KeyStoreUse> = {}): KeyStoreUse => ({
  folder: mkdtempSync(join(tmpdir(), 'keys-')),
  platform: 'linux',
  allowPlainText: false,
  recoveryKey: null,
  ...more,
});

async function opened(store: SafeStorage, how: KeyStoreUse) {
  const answer = await openKeys(store, how);
  if (!answer.ok) throw new Error(answer.code);
  return answer.keys;
}

test('both keys are made once, differ, and come back at the next start', async () => {
  const how = use();
  const first = await opened(keyStore(), how);
  const second = await opened(keyStore(), how);
  expect(second).toEqual(first);
  expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32);
  expect(first.dataKey).toHaveLength(32);
  expect(first.dataKey.toString('base64url')).not.toBe(first.secret);
  expect((await opened(keyStore(), use())).secret).not.toBe(first.secret);
});

test('no key is written as it is', async () => {
  const how = use();
  const { secret, dataKey } = await opened(keyStore(), how);
  for (const name of readdirSync(how.folder)) {
    const text = readFileSync(join(how.folder, name), 'latin1');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(dataKey.toString('base64url'));
  }
});

test('without a key store nothing is made', async () => {
  const how = use();
  expect(await openKeys(keyStore({ backend: 'none' }), how)).toEqual({ ok: false, code: 'key-store/missing' });
  expect(readdirSync(how.folder)).toEqual([]);
});

test('plain text is refused on Linux unless the policy allows it, and is then said', async () => {
  const plain = keyStore({ backend: 'basic_text' });
  expect(await openKeys(plain, use())).toEqual({ ok: false, code: 'key-store/plain-text' });
  expect((await opened(plain, use({ allowPlainText: true }))).isPlainText).toBe(true);
  expect((await opened(keyStore(), use({ allowPlainText: true }))).isPlainText).toBe(false);
});

test('keys that cannot be opened are never replaced', async () => {
  const how = use();
  await opened(keyStore(), how);
  const before = readdirSync(how.folder).map((name) => readFileSync(join(how.folder, name)));
  expect(await openKeys(keyStore({ password: 'another' }), how)).toEqual({
    ok: false,
    code: 'key-store/keys-unreadable',
  });
  expect(readdirSync(how.folder).map((name) => readFileSync(join(how.folder, name)))).toEqual(before);
});

test('a key that was cut short is not taken for one', async () => {
  const how = use();
  await opened(keyStore(), how);
  writeFileSync(join(how.folder, 'data-key'), await keyStore().encryptStringAsync('c2hvcnQ'));
  expect(await openKeys(keyStore(), how)).toMatchObject({ ok: false });
});

test('when the system changed its key, ours are wrapped with the new one', async () => {
  const how = use();
  const { secret } = await opened(keyStore(), how);
  expect((await opened(keyStore({ rotated: true }), how)).secret).toBe(secret);
  expect(readFileSync(join(how.folder, 'secret'), 'utf8')).toMatch(/^p:true:/);
});

test('the hospital’s private key opens the data key of a lost machine', async () => {
  const hospital = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const recoveryKey = hospital.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const how = use({ recoveryKey });
  const { dataKey } = await opened(keyStore(), how);
  const wrapped = readFileSync(join(how.folder, 'data-key.recovery'));
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  expect(privateDecrypt({ key: hospital.privateKey, ...padding }, wrapped)).toEqual(dataKey);
});
