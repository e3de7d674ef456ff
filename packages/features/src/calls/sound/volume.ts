import type { Sounding, Volume } from '../../state/index.ts';

/** In hundredths. Below this an emergency is not heard through a closed door of a ward by day. */
export const LEAST_FOR_EMERGENCIES = 60;
/** In hundredths. A call that is on the screen is also heard (K2): it can be silenced for a time, not turned off. */
export const LEAST_FOR_OTHERS = 15;

/** As a terminal is that nobody has set. */
export const usualVolume: Volume = { emergencies: 100, others: 70 };

/** The nearest volume that a terminal may have. */
export function volumeWithin({ emergencies, others }: Volume): Volume {
  return { emergencies: within(emergencies, LEAST_FOR_EMERGENCIES), others: within(others, LEAST_FOR_OTHERS) };
}

/** The gain of this sound, 0 to 1: loudness is heard by its square. */
export function gainOf({ isEmergency }: Sounding, volume: Volume): number {
  const { emergencies, others } = volumeWithin(volume);
  return ((isEmergency ? emergencies : others) / 100) ** 2;
}

function within(percent: number, least: number): number {
  return Math.min(100, Math.max(least, Math.round(percent)));
}
