import type { Ports } from '../state/index.ts';
import type { OwnStorage } from './own-storage.ts';

const key = 'healthcare.read-banner';

/**
 * The last banner that was read, in the profile: a switch of user opens a new window, and must not bring it back. Each occurrence has a
 * name of its own, so that the next one is shown again.
 */
export function readBannersIn(storage: OwnStorage): Ports['readBanners'] {
  return {
    has: (banner) => storage.getItem(key) === banner,
    add: (banner) => storage.setItem(key, banner),
  };
}
