import type { ShownOn } from '@healthcare/replica';
import type { Call } from './call.ts';

/** K3: three facts, each true or not yet. `stations` null: not known while cut off. */
export interface Delivery {
  /** Entries of the call that the server has not answered for. */
  readonly unsent: number;
  readonly stations: ShownOn | null;
}

export function deliveryOf(call: Call, shownOn: Readonly<Record<string, ShownOn>>, cut: boolean): Delivery {
  return { unsent: call.unsent.length, stations: cut ? null : (shownOn[call.id] ?? null) };
}

/** Is it painted on every connected station of the ward? */
export function isShownEverywhere({ stations }: Delivery): boolean {
  return stations !== null && stations.stations > 0 && stations.shown >= stations.stations;
}
