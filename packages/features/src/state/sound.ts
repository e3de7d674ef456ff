import type { CallPriority } from '@healthcare/domain/calls';

/** What has to sound: the tones of the priority; `isEmergency`: never quieter than the lowest volume of emergencies. */
export interface Sounding {
  readonly priority: CallPriority;
  readonly isEmergency: boolean;
}

/** How loud a terminal is, in hundredths of what its machine gives. */
export interface Volume {
  /** Emergencies, and everything of high priority. */
  readonly emergencies: number;
  readonly others: number;
}

/** What sounds at a terminal. `blocked`: the browser lets no sound out before somebody touches the page. */
export interface CallSound {
  /** Repeats the tones until told otherwise; null is silence. Telling the same again changes nothing. */
  sound(asked: Sounding | null): void;
  /** Once, as loud as a call of this priority would be. Has to be called from within a key press or touch. */
  hear(priority: CallPriority): void;
  /** As it is set at this terminal, never below what it may be. */
  readonly volume: Volume;
  setVolume(to: Volume): void;
  /** Has to be called from within a key press or touch. */
  unlock(): void;
  readonly blocked: boolean;
  /** Tells when `blocked` or `volume` changes; returns how to stop. */
  onChange(changed: () => void): () => void;
}
