import type { Sentence } from '@healthcare/domain';
import type { WorkstationClaim } from '@healthcare/protocol';

/** `read`: whoever has read it may close it, for this occurrence, which it names. Without it, it stays for as long as it is true. */
export type StandingBanner = Sentence & { readonly read?: string };

/** What this workstation was enrolled as, in the words of whoever enrolled it. */
export interface StationHere {
  /** Where it stands, as people call it; empty while nobody has given it a name. */
  readonly name: string;
  /** The wards it may show; null: every ward of its people. Empty at a desk. */
  readonly wards: readonly string[] | null;
  /** Enrolled by the code of a demo hospital. */
  readonly demo?: boolean;
}

/** Where this workstation stands, from the machine policy or, in a browser, from the address of the page. */
export interface WorkstationSettings {
  readonly kind: WorkstationClaim['kind'];
  /** The ward of the terminal; null: the first ward of the person who signs in. */
  readonly wardId: string | null;
  /** Null: it was there before workstations were enrolled. */
  readonly station: StationHere | null;
  /** Without a touch for so long the screen is locked; a warning comes before. */
  readonly idleLockSeconds: number;
  /** Whoever signs in has to set a PIN, instead of being asked whether they want one. */
  readonly pinRequired: boolean;
  /** Everybody who passes sees the board of this terminal: it shows initials, and nobody turns names on. */
  readonly boardInitialsOnly: boolean;
  /** Warnings of this machine that stay on the screen for as long as they are true. */
  readonly banners: readonly StandingBanner[];
}
