import type { Bytes } from '../seals/base64.ts';

/** What signs in somebody's name, from one sign-in to its end (G2). Signatures and keys are base64url. */
export interface GrantKey {
  readonly publicKey: string;
  sign(text: string): Promise<string>;
}

/** A private half that only its person's own key opens. */
export interface SealedHalf {
  readonly iv: Bytes;
  readonly sealed: ArrayBuffer;
  readonly publicKey: CryptoKey;
}

/** What is kept of one sign-in. `pair`: while its person is at work here. */
export interface KeptKey {
  readonly pair?: CryptoKeyPair;
  readonly half?: SealedHalf;
}

/** Where the keys of sign-ins are kept, so that a reload without a server goes on signing. */
export interface KeyPlace {
  read(grant: string): Promise<KeptKey | undefined>;
  /** On the disk when it resolves. Keys of earlier sign-ins may go: what was made under them is signed already. */
  write(grant: string, kept: KeptKey): Promise<void>;
  grants(): Promise<readonly string[]>;
}

/**
 * The keys that sign, one for each sign-in. While its person is at work a key is there and can sign; once they have left, only their own key
 * brings it back, which a full sign-in or their PIN opens (`keyToWrap`).
 */
export interface GrantKeys {
  /** For somebody who is about to sign in. */
  make(): Promise<GrantKey>;
  /** The sign-in has succeeded: this is its key from now on. */
  keep(grant: string, key: GrantKey): Promise<void>;
  /** Undefined when this workstation does not have it any more, or its person has left. */
  of(grant: string): Promise<GrantKey | undefined>;
  /** From now on it can be brought back by this key. Nothing changes where it can be already. */
  seal(grant: string, wrap: CryptoKey): Promise<void>;
  /** Its person has come back. False when it is not brought back by this key. */
  bring(grant: string, wrap: CryptoKey): Promise<boolean>;
  /** Its person has left: nothing is signed with it until it is brought back. One that cannot be goes only where `orLose`. */
  hide(grant: string, orLose: boolean): Promise<void>;
  /** The same for all but this one, where a page begins: its program may have ended without a goodbye. */
  hideAllBut(grant: string | undefined): Promise<void>;
}

const ALGORITHM = 'Ed25519';

/** Keys that can sign and never be read, not by this page either. */
export function grantKeysIn(place: KeyPlace): GrantKeys {
  const pairs = new WeakMap<GrantKey, CryptoKeyPair>();
  /** As they were made, until they are wrapped. */
  const open = new WeakMap<GrantKey, CryptoKey>();
  const toWrap = new Map<string, CryptoKey>();
  const keyOf = async (pair: CryptoKeyPair): Promise<GrantKey> => {
    const key: GrantKey = {
      publicKey: base64url(await crypto.subtle.exportKey('raw', pair.publicKey)),
      sign: async (text) =>
        base64url(await crypto.subtle.sign(ALGORITHM, pair.privateKey, new TextEncoder().encode(text))),
    };
    pairs.set(key, pair);
    return key;
  };
  const hide: GrantKeys['hide'] = async (grant, orLose) => {
    toWrap.delete(grant);
    const kept = await place.read(grant);
    if (kept?.pair && (kept.half || orLose)) await place.write(grant, kept.half ? { half: kept.half } : {});
  };
  return {
    async make() {
      const made = (await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
      const bytes = new Uint8Array(await crypto.subtle.exportKey('pkcs8', made.privateKey));
      const privateKey = await crypto.subtle.importKey('pkcs8', bytes, ALGORITHM, false, ['sign']);
      bytes.fill(0);
      const key = await keyOf({ privateKey, publicKey: made.publicKey });
      open.set(key, made.privateKey);
      return key;
    },
    async keep(grant, key) {
      const pair = pairs.get(key);
      if (!pair) throw new Error('a key that was not made here');
      const made = open.get(key);
      if (made) toWrap.set(grant, made);
      open.delete(key);
      await place.write(grant, { pair });
    },
    async of(grant) {
      const kept = await place.read(grant);
      return kept?.pair && keyOf(kept.pair);
    },
    async seal(grant, wrap) {
      const made = toWrap.get(grant);
      const kept = await place.read(grant);
      if (!made || !kept?.pair) return;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.wrapKey('pkcs8', made, wrap, boundTo(grant, iv));
      await place.write(grant, { ...kept, half: { iv, sealed, publicKey: kept.pair.publicKey } });
      toWrap.delete(grant);
    },
    async bring(grant, wrap) {
      const kept = await place.read(grant);
      if (!kept?.half) return kept?.pair !== undefined;
      const { iv, sealed, publicKey } = kept.half;
      try {
        const privateKey = await crypto.subtle.unwrapKey('pkcs8', sealed, wrap, boundTo(grant, iv), ALGORITHM, false, [
          'sign',
        ]);
        await place.write(grant, { ...kept, pair: { privateKey, publicKey } });
        return true;
      } catch {
        return false; // Damaged, or somebody else's: its person signs in in full.
      }
    },
    hide,
    async hideAllBut(here) {
      const grants = await place.grants();
      await Promise.all(grants.filter((grant) => grant !== here).map((grant) => hide(grant, false)));
    },
  };
}

/** For as long as the page lives. */
export function keysInMemory(): KeyPlace {
  const kept = new Map<string, KeptKey>();
  return {
    read: async (grant) => kept.get(grant),
    write: async (grant, key) => void kept.set(grant, key),
    grants: async () => [...kept.keys()],
  };
}

/** A half that is put under another sign-in does not open. */
function boundTo(grant: string, iv: Bytes): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`healthcare grant ${grant}`) };
}

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
