import type { Sentence } from '@healthcare/domain';
import type { WorkstationClaim } from '@healthcare/protocol';

/** Where this workstation stands, from the machine policy or, in a browser, from the address of the page. */
export interface WorkstationSettings {
  readonly kind: WorkstationClaim['kind'];
  /** The ward of the terminal; null: the first ward of the person who signs in. */
  readonly wardId: string | null;
  /** Warnings of this machine that stay on the screen for as long as they are true. */
  readonly banners: readonly Sentence[];
}
