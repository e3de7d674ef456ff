import { type PrimaryFault, primaryFault } from '@healthcare/domain/wards';
import { isOut, type Station, wardsOf } from './stations.ts';

/** A ward and the workstation it relies on, as the desk sees them. */
export interface WardStation {
  readonly wardId: string;
  /** Its id; null: none is chosen. */
  readonly primary: string | null;
  /** Null: none is chosen, or the server knows no workstation by that id. */
  readonly station: Station | null;
  /** `out`: it was taken out of use, or shows other wards now, and never comes back to this one by itself. */
  readonly fault: Exclude<PrimaryFault['is'], 'notKnown'> | 'out' | null;
}

/** W5, W8: every ward that has rooms and what it relies on; those with a fault first, then as people count. */
export function primaryStations(
  rooms: readonly { readonly wardId: string }[],
  pages: Readonly<Record<string, { readonly primaryStation?: string | undefined }>>,
  stations: readonly Station[],
): readonly WardStation[] {
  const all = wardsOf(rooms).map((wardId) => wardStation(wardId, pages[wardId]?.primaryStation || null, stations));
  return [...all.filter(({ fault }) => fault !== null), ...all.filter(({ fault }) => fault === null)];
}

function wardStation(wardId: string, primary: string | null, stations: readonly Station[]): WardStation {
  const station = stations.find(({ id }) => id === primary) ?? null;
  const onLine = stations.filter(({ line }) => line?.wardId === wardId).map(({ id }) => id);
  const fault = primaryFault(primary ?? undefined, onLine);
  if (fault === null || fault.is === 'notKnown') return { wardId, primary, station, fault: null };
  if (fault.is === 'none') return { wardId, primary, station, fault: 'none' };
  return { wardId, primary, station, fault: station && isOfWard(wardId, station) ? 'away' : 'out' };
}

/** W5: those among which a ward's primary one is chosen; who is on the line there now first, the longest before. */
export function candidatesOf(wardId: string, stations: readonly Station[]): readonly Station[] {
  const since = ({ line }: Station) => (line?.wardId === wardId ? line.sinceMs : Number.POSITIVE_INFINITY);
  return stations.filter((one) => isOfWard(wardId, one)).toSorted((a, b) => since(a) - since(b) || 0);
}

/** In use, and showing this ward: enrolled for it, or bound to none and standing in it now. */
function isOfWard(wardId: string, station: Station): boolean {
  const { kind, wards, line } = station;
  return kind === 'ward' && !isOut(station) && (line?.wardId === wardId || (wards ?? []).includes(wardId));
}

/** The wards that rely on a workstation. */
export function wardsRelyingOn(
  id: string,
  pages: Readonly<Record<string, { readonly primaryStation?: string | undefined }>>,
): readonly string[] {
  return wardsOf(
    Object.entries(pages)
      .filter(([, { primaryStation }]) => primaryStation === id)
      .map(([wardId]) => ({ wardId })),
  );
}
