import { openedText, sealedText } from '@healthcare/replica';
import type { KeptText } from '../state/index.ts';
import type { OwnStorage } from './own-storage.ts';

const place = 'healthcare.downtime';

/** The ward's downtime pack in the profile's storage, sealed with a key that comes with the workstation's; before it is there, nothing is kept and nothing found. */
export function sealedPack(storage: OwnStorage, keyNow: () => CryptoKey | undefined): KeptText {
  return {
    async read() {
      const [key, text] = [keyNow(), storage.getItem(place)];
      if (!key || text === null) return null;
      return openedText(key, place, text).catch(() => null); // Of another key: the next pack takes its place.
    },
    async write(text) {
      const key = keyNow();
      if (key) storage.setItem(place, await sealedText(key, place, text));
    },
  };
}
