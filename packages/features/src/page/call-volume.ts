import { type KeptVolume, usualVolume } from '../calls/index.ts';
import type { OwnStorage } from './own-storage.ts';

const key = 'healthcare.call-volume';

/** How loud this terminal is, in the profile: it follows from where the terminal stands, not from who stands before it. */
export function volumeIn(storage: OwnStorage): KeptVolume {
  return {
    read: () => {
      const [emergencies = Number.NaN, others = Number.NaN] = (storage.getItem(key) ?? '').split(' ').map(Number);
      return Number.isFinite(emergencies) && Number.isFinite(others) && storage.getItem(key)
        ? { emergencies, others }
        : usualVolume;
    },
    keep: ({ emergencies, others }) => storage.setItem(key, `${emergencies} ${others}`),
  };
}
