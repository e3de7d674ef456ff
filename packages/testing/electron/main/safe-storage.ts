import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Electron from 'electron';
import { userData } from './profile-paths.ts';

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;

const keychain = join(userData, 'electron-double.keychain');

/**
 * An operating system's key store, as one key in a file. ELECTRON_DOUBLE_KEY_STORE names another Linux backend
 * (`basic_text`) or `none`, where encryption is not available. The deprecated synchronous calls are not modelled.
 */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => process.env.ELECTRON_DOUBLE_KEY_STORE !== 'none',
  getSelectedStorageBackend: () => (process.env.ELECTRON_DOUBLE_KEY_STORE ?? 'gnome_libsecret') as Backend,
  async encryptStringAsync(text) {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) throw new Error('Encryption is not available.');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from('v1d'), iv, cipher.getAuthTag(), body]);
  },
  async decryptStringAsync(encrypted) {
    try {
      const cipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(3, 15));
      cipher.setAuthTag(encrypted.subarray(15, 31));
      const result = cipher.update(encrypted.subarray(31)).toString('utf8') + cipher.final('utf8');
      return { result, shouldReEncrypt: false };
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.'); // Electron's words
    }
  },
} satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

function key(): Buffer {
  if (!existsSync(keychain)) writeFileSync(keychain, randomBytes(32), { mode: 0o600 });
  return readFileSync(keychain);
}
