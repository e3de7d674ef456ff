import { openedText, sealedText } from '@healthcare/replica';
import type { Drafts } from '../state/index.ts';
import type { OwnStorage } from './own-storage.ts';

const place = 'healthcare.drafts';

interface Owner {
  readonly user: string;
  readonly key: CryptoKey;
}

/** Unfinished work of one person, sealed with a key that is theirs alone. */
export interface SealedDrafts extends Drafts {
  /** From now on those of this person; null: nobody's. */
  become(owner: Owner | null): void;
  /** Resolves when what was written last is on its way to the disk. */
  written(): Promise<void>;
}

/** In the storage of the profile, by whose they are. */
export function sealedDrafts(storage: OwnStorage, workstation: string): SealedDrafts {
  let owner: Owner | null = null;
  let last: Promise<void> = Promise.resolve();
  return {
    become: (next) => {
      owner = next;
    },
    async read() {
      if (!owner) return null;
      const sealed = all(storage)[await tagOf(workstation, owner.user)];
      // Sealed by the key of an earlier sign-in elsewhere, or damaged: then there is none.
      return sealed === undefined ? null : openedText(owner.key, place, sealed).catch(() => null);
    },
    write(text) {
      const now = owner;
      if (now)
        last = last
          .then(async () => put(storage, { tag: await tagOf(workstation, now.user), key: now.key }, text))
          .catch(() => undefined); // a draft, not an entry
    },
    written: () => last,
  };
}

async function put(
  storage: OwnStorage,
  { tag, key }: { readonly tag: string; readonly key: CryptoKey },
  text: string | null,
): Promise<void> {
  const sealed = text === null ? undefined : await sealedText(key, place, text);
  const { [tag]: _, ...others } = all(storage);
  storage.setItem(place, JSON.stringify(sealed === undefined ? others : { ...others, [tag]: sealed }));
}

function all(storage: OwnStorage): Readonly<Record<string, string>> {
  try {
    return JSON.parse(storage.getItem(place) ?? '{}') as Record<string, string>; // written by `put`
  } catch {
    return {}; // Damaged: there are no drafts.
  }
}

/** Names whose they are without naming them. */
async function tagOf(workstation: string, user: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${workstation}|${user}`));
  return Array.from(new Uint8Array(digest).subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
