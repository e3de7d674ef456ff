import type { CallPriority } from '@healthcare/domain/calls';

/** What sounds at a terminal. `blocked`: the browser lets no sound out before somebody touches the page. */
export interface CallSound {
  /** Repeats the tones of the priority until told otherwise; null is silence. Telling the same again changes nothing. */
  sound(priority: CallPriority | null): void;
  /** Has to be called from within a key press or touch. */
  unlock(): void;
  readonly blocked: boolean;
  /** Tells when `blocked` changes; returns how to stop. */
  onChange(changed: () => void): () => void;
}
