import type { Signatures } from '@healthcare/sync-server/parts';

/**
 * Signatures that cost next to nothing and still tell what was altered, put elsewhere, or signed with another key. Whoever knows the
 * "public" key could forge one: nobody in a schedule tries.
 */
export const simSignatures: Signatures = {
  publicKey: 'server',
  sign: (text) => simSignature('server', text),
  verify: (publicKey, text, sig) => sig === simSignature(publicKey, text),
};

/** A keyed hash (FNV-1a on two lanes, 64 bits). */
export function simSignature(key: string, text: string): string {
  const signed = key + text;
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < signed.length; at += 1) {
    const code = signed.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13);
  }
  return hex(a) + hex(b) + hex(a ^ b);
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}
