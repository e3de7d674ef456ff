import { type Bytes, fromBase64, toBase64 } from './base64.ts';

/** Not sealed with this key about this, or altered since. */
export class TextSealBroken extends Error {
  override readonly name = 'TextSealBroken';
}

/** Random for each text; NIST SP 800-38D 8.3 allows 2^32 of them under one key. */
const NONCE_BYTES = 12;
/** Of the nonce as base64: twelve bytes need no filling up. */
const NONCE_LETTERS = 16;
/** Kept in text, because what stores it takes byte arrays apart. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** AES-256-GCM as base64: nonce, ciphertext, tag. `about` is bound in: it opens only where the same is named. */
export async function sealedText(key: CryptoKey, about: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(about) };
  const sealed: Bytes = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, encoder.encode(text)));
  return toBase64(iv) + toBase64(sealed);
}

/** What was sealed. Throws `TextSealBroken`. */
export async function openedText(key: CryptoKey, about: string, sealed: string): Promise<string> {
  try {
    const iv = fromBase64(sealed.slice(0, NONCE_LETTERS));
    const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(about) };
    return decoder.decode(await crypto.subtle.decrypt(algorithm, key, fromBase64(sealed.slice(NONCE_LETTERS))));
  } catch (cause) {
    throw new TextSealBroken('what is stored is not what was sealed here', { cause }); // WebCrypto says no more than that
  }
}
