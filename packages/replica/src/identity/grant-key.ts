/** What signs in somebody's name, from one sign-in to its end (G2). Signatures and keys are base64url. */
export interface GrantKey {
  readonly publicKey: string;
  sign(text: string): Promise<string>;
}

/** Where the keys of sign-ins are kept, so that a reload without a server goes on signing. */
export interface KeyPlace {
  read(grant: string): Promise<CryptoKeyPair | undefined>;
  /** On the disk when it resolves. Keys of earlier sign-ins may go: what was made under them is signed already. */
  write(grant: string, pair: CryptoKeyPair): Promise<void>;
}

export interface GrantKeys {
  /** For somebody who is about to sign in. */
  make(): Promise<GrantKey>;
  /** The sign-in has succeeded: this is its key from now on. */
  keep(grant: string, key: GrantKey): Promise<void>;
  /** Undefined when this workstation does not have it any more. */
  of(grant: string): Promise<GrantKey | undefined>;
}

const ALGORITHM = 'Ed25519';

/** Keys that can sign and never be read, not by this page either. */
export function grantKeysIn(place: KeyPlace): GrantKeys {
  const pairs = new WeakMap<GrantKey, CryptoKeyPair>();
  const keyOf = async (pair: CryptoKeyPair): Promise<GrantKey> => {
    const key: GrantKey = {
      publicKey: base64url(await crypto.subtle.exportKey('raw', pair.publicKey)),
      sign: async (text) =>
        base64url(await crypto.subtle.sign(ALGORITHM, pair.privateKey, new TextEncoder().encode(text))),
    };
    pairs.set(key, pair);
    return key;
  };
  return {
    make: async () => keyOf((await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])) as CryptoKeyPair),
    async keep(grant, key) {
      const pair = pairs.get(key);
      if (!pair) throw new Error('a key that was not made here');
      await place.write(grant, pair);
    },
    async of(grant) {
      const pair = await place.read(grant);
      return pair && keyOf(pair);
    },
  };
}

/** For as long as the page lives. */
export function keysInMemory(): KeyPlace {
  const kept = new Map<string, CryptoKeyPair>();
  return {
    read: async (grant) => kept.get(grant),
    write: async (grant, pair) => void kept.set(grant, pair),
  };
}

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
