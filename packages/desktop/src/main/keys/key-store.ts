import { constants, hkdfSync, publicEncrypt, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Electron from 'electron';
import { replaceFile } from '../durable-file.ts';

export type SafeStorage = Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

export interface WorkstationKeys {
  /** For the page: 256 bits as base64url. */
  readonly secret: string;
  /** For the journal: 32 bytes. */
  readonly dataKey: Buffer;
  /** What the page seals with, as base64url. Made from the data key, so that the hospital's recovery key opens it too; the journal's is not told. */
  readonly pageKey: string;
  /** The key store is none: what it keeps can be read by everybody who can read the disk. */
  readonly isPlainText: boolean;
}

export type KeysOpened =
  | { readonly ok: true; readonly keys: WorkstationKeys }
  | { readonly ok: false; readonly code: 'key-store/missing' | 'key-store/plain-text' | 'key-store/keys-unreadable' };

export interface KeyStoreUse {
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly allowPlainText: boolean;
  /** RSA public key as PEM of the hospital, or null. */
  readonly recoveryKey: string | null;
}

/**
 * Opens this machine's two keys, made once and kept wrapped by the operating system. On Linux without a key store
 * `basic_text` equals plain text and is refused unless the policy allows it. Keys that cannot be unwrapped are never
 * replaced: new ones would make the unsent work behind the old ones unreadable for good.
 */
export async function openKeys(safeStorage: SafeStorage, use: KeyStoreUse): Promise<KeysOpened> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return { ok: false, code: 'key-store/missing' };
  const isPlainText = use.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (isPlainText && !use.allowPlainText) return { ok: false, code: 'key-store/plain-text' };
  await mkdir(use.folder, { recursive: true, mode: 0o700 });
  try {
    const secret = await wrappedKey(safeStorage, join(use.folder, 'secret'));
    const dataKey = await wrappedKey(safeStorage, join(use.folder, 'data-key'));
    if (use.recoveryKey) await wrapForHospital(use.folder, dataKey, use.recoveryKey);
    return {
      ok: true,
      keys: { secret: secret.toString('base64url'), dataKey, pageKey: pageKeyFrom(dataKey), isPlainText },
    };
  } catch (error) {
    if (error instanceof UnreadableKey) return { ok: false, code: 'key-store/keys-unreadable' };
    throw error;
  }
}

function pageKeyFrom(dataKey: Buffer): string {
  const derived = hkdfSync('sha256', new Uint8Array(dataKey), '', 'healthcare page 1', 32);
  return Buffer.from(derived).toString('base64url');
}

class UnreadableKey extends Error {}

async function wrappedKey(safeStorage: SafeStorage, path: string): Promise<Buffer> {
  if (!existsSync(path)) {
    const made = randomBytes(32);
    await replaceFile(path, await safeStorage.encryptStringAsync(made.toString('base64url')));
    return made;
  }
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(await readFile(path)).catch((cause) => {
    throw new UnreadableKey('the key store does not open this key', { cause });
  });
  const key = Buffer.from(result, 'base64url');
  if (key.length !== 32) throw new UnreadableKey('the key has another length');
  if (shouldReEncrypt) await replaceFile(path, await safeStorage.encryptStringAsync(result));
  return key;
}

/** A second wrapping that only the hospital's private key opens (RSA-OAEP, SHA-256); made anew at each start. */
async function wrapForHospital(folder: string, dataKey: Buffer, recoveryKey: string): Promise<void> {
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const wrapped = publicEncrypt({ key: recoveryKey, ...padding }, new Uint8Array(dataKey));
  await replaceFile(join(folder, 'data-key.recovery'), wrapped);
}
