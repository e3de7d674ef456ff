import { argon2id } from 'hash-wasm';
import type { Bytes } from '../seals/base64.ts';
import { pinText } from './pin.ts';

/** What one try costs: argon2id, RFC 9106. Kept with each PIN, so that a later program can ask for more. */
export interface PinCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** Measured on two cores of 2026: 0.2 s, so that choosing a name and typing takes longer than this. Three times OWASP's minimum of memory. */
export const pinCost: PinCost = { memoryKiB: 65_536, passes: 3 };

export const SALT_BYTES = 16;

/** The key that a PIN opens things with: it is made from the PIN, and the PIN is compared with nothing. */
export async function pinKey(pin: string, salt: Bytes, { memoryKiB, passes }: PinCost): Promise<CryptoKey> {
  const bits = await argon2id({
    password: pinText(pin),
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  });
  const key = await crypto.subtle.importKey('raw', new Uint8Array(bits), 'AES-GCM', false, ['encrypt', 'decrypt']);
  bits.fill(0);
  return key;
}
