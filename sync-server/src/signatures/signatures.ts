import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type Entry, type EntryPlace, signedText } from '@healthcare/domain';

/** How signatures are made and checked: Ed25519 in the product, something cheap in the simulator. Keys and signatures are base64url. */
export interface Signatures {
  /** Of the server itself. */
  readonly publicKey: string;
  /** By the server's own key. */
  sign(text: string): string;
  /** False for whatever is no signature of this text under this key, whyever. */
  verify(publicKey: string, text: string, sig: string): boolean | Promise<boolean>;
}

/** Keys that are kept ready: the sign-ins of a day and more. */
const MOST_KEYS = 5000;

/** Ed25519 (RFC 8032). Checks on the threads that Node has for that, so that a batch of entries uses every core there is. */
export function ed25519Signatures(privateKey: KeyObject): Signatures {
  const { x: publicKey = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const keys = new Map<string, KeyObject | undefined>();
  const keyOf = (x: string): KeyObject | undefined => {
    if (keys.has(x)) return keys.get(x);
    const key = readKey(x);
    keys.set(x, key);
    const oldest = keys.size > MOST_KEYS ? keys.keys().next().value : undefined;
    if (oldest !== undefined) keys.delete(oldest);
    return key;
  };
  return {
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    verify(x, text, sig) {
      const key = keyOf(x);
      if (!key) return false;
      return new Promise((checked) =>
        verify(null, Buffer.from(text), key, Buffer.from(sig, 'base64url'), (error, isRight) =>
          checked(!error && isRight),
        ),
      );
    },
  };
}

function readKey(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined; // no point of the curve
  }
}

/** Entries that are checked at the same time: enough for every core, few enough that the disk's own work is not kept waiting. */
const TOGETHER = 64;

/** One signature to be checked. */
export interface Claimed {
  readonly entry: Entry;
  readonly place: EntryPlace;
  readonly publicKey: string;
}

/** Those of these entries whose signatures are right. */
export async function allRight(signatures: Signatures, claimed: readonly Claimed[]): Promise<ReadonlySet<Entry>> {
  const right = new Set<Entry>();
  for (let at = 0; at < claimed.length; at += TOGETHER)
    await Promise.all(
      claimed.slice(at, at + TOGETHER).map(async ({ entry, place, publicKey }) => {
        const { sig } = entry;
        if (sig && (await signatures.verify(publicKey, signedText(place, entry), sig))) right.add(entry);
      }),
    );
  return right;
}

/** G6. */
export function signedByServer(signatures: Pick<Signatures, 'sign'>, place: EntryPlace, entry: Entry): Entry {
  return { ...entry, sig: signatures.sign(signedText(place, entry)) };
}
