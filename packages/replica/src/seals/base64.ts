/** Bytes that are nobody else's: what WebCrypto takes and gives. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** In every browser we run in; Node 24 does without. */
interface Native {
  toBase64?(): string;
}
const fromNative = (Uint8Array as { readonly fromBase64?: (text: string) => Bytes }).fromBase64;

/** Characters at once: more arguments than this a function does not take. */
const AT_ONCE = 0x8000;

export function toBase64(bytes: Bytes): string {
  const native = (bytes as Native).toBase64?.();
  if (native !== undefined) return native;
  let text = '';
  for (let from = 0; from < bytes.length; from += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(from, from + AT_ONCE));
  return btoa(text);
}

/** Throws when it is none. */
export function fromBase64(text: string): Bytes {
  return fromNative ? fromNative(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

export function toBase64url(bytes: Bytes): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function fromBase64url(text: string): Bytes {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='));
}
