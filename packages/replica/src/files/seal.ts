import { SEAL_BYTES } from '@healthcare/domain/records';

/** Bytes that are nobody else's: what WebCrypto takes and Blobs are made of. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Where a chunk belongs. It is sealed in, so that chunks cannot change places, and none can be left out at the end. */
export interface ChunkPlace {
  readonly file: string;
  readonly index: number;
  readonly count: number;
}

/** Not sealed with this key for this place, or altered since. */
export class SealBroken extends Error {}

/** Random and unique for each chunk of a key; NIST SP 800-38D 8.2.2 allows 2^32 of them. */
const NONCE_BYTES = 12;

/** A key for one file alone, as base64url. */
export function newFileKey(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The key as WebCrypto uses it; it cannot be read out again. */
export function fileKey(text: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64url(text), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** AES-256-GCM: nonce, ciphertext, tag. */
export async function seal(key: CryptoKey, place: ChunkPlace, plain: BufferSource): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: named(place) }, key, plain);
  const sealed = new Uint8Array(NONCE_BYTES + body.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(body), NONCE_BYTES);
  return sealed;
}

/** What was sealed; throws `SealBroken`. */
export async function unseal(key: CryptoKey, place: ChunkPlace, sealed: Bytes): Promise<Bytes> {
  if (sealed.length < SEAL_BYTES) throw new SealBroken('too short');
  const iv = sealed.subarray(0, NONCE_BYTES);
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: named(place) };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES)));
  } catch (cause) {
    throw new SealBroken('altered', { cause }); // WebCrypto says no more than that.
  }
}

/** SHA-256 as base64url. */
export async function sha256(bytes: Bytes): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

function named({ file, index, count }: ChunkPlace): Bytes {
  return new TextEncoder().encode(`${file} ${index} ${count}`);
}

function base64url(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64url(text: string): Bytes {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}
