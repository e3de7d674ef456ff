import type { Bytes } from './base64.ts';

/**
 * What a workstation keeps is sealed with keys made from one secret of 256 bits. Each use has its own, and none of them can be read out
 * of the page again.
 */
export interface DataKey {
  /** Rows of the local database. */
  readonly rows: CryptoKey;
  /** What was saved and not answered for. */
  readonly journal: CryptoKey;
  /** Small things beside them: the pass under which calls come in. */
  readonly notes: CryptoKey;
}

/** Wipes what it is given: nobody needs the bits once there are keys. */
export async function dataKeyFrom(bits: Bytes): Promise<DataKey> {
  const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  bits.fill(0);
  const [rows, journal, notes] = await Promise.all(['rows', 'journal', 'notes'].map((use) => derived(secret, use)));
  if (!(rows && journal && notes)) throw new Error('three uses have three keys');
  return { rows, journal, notes };
}

/** A key for one use from 256 bits; wipes them. */
export async function keyFor(use: string, bits: Bytes): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  bits.fill(0);
  return derived(secret, use);
}

/** The same for wrapping other keys: what is wrapped goes in and out without anybody seeing it. */
export async function keyToWrap(use: string, bits: Bytes): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  bits.fill(0);
  return derived(secret, use, ['wrapKey', 'unwrapKey']);
}

function derived(
  secret: CryptoKey,
  use: string,
  usages: readonly KeyUsage[] = ['encrypt', 'decrypt'],
): Promise<CryptoKey> {
  const info = new TextEncoder().encode(`healthcare ${use} 1`);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
  return crypto.subtle.deriveKey(hkdf, secret, { name: 'AES-GCM', length: 256 }, false, [...usages]);
}
