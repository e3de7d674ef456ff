import { isOut, type Station } from './stations.ts';

/** What of the list is looked at. `here`: what the server hears; `gone`: what is in use and is not heard. */
export const views = ['inUse', 'here', 'gone', 'out'] as const;
export type View = (typeof views)[number];

/** Empty words and an empty ward leave nothing out. */
export interface StationFilter {
  readonly view: View;
  readonly ward: string;
  readonly words: string;
}

export const orders = ['name', 'place', 'standing', 'contact', 'unsent'] as const;
export type Order = (typeof orders)[number];

export interface StationOrder {
  readonly by: Order;
  readonly down: boolean;
}

/** Of the same facts the newest, the most and the loudest first; names as they are read. */
export function orderedBy(before: StationOrder, by: Order): StationOrder {
  if (before.by === by) return { by, down: !before.down };
  return { by, down: by === 'contact' || by === 'unsent' };
}

export function isIn(view: View, station: Pick<Station, 'standing'>): boolean {
  if (view === 'out') return isOut(station);
  if (view === 'gone') return station.standing === 'away';
  return !isOut(station) && (view === 'inUse' || station.standing !== 'away');
}

/** What is looked at, in the order that was asked for; the same stand by their place, then by their names. `tell`: what a row says in words. */
export function listed(
  stations: readonly Station[],
  { view, ward, words }: StationFilter,
  { by, down }: StationOrder,
  tell: (station: Station) => string,
): readonly Station[] {
  const sought = words.trim().toLowerCase().split(/\s+/);
  const found = stations.filter((one) => {
    if (!isIn(view, one) || (ward !== '' && !isOf(ward, one))) return false;
    const said = `${one.name} ${one.id} ${tell(one)}`.toLowerCase();
    return sought.every((word) => said.includes(word));
  });
  const turn = down ? -1 : 1;
  const usual = (a: Station, b: Station) => compared(a, b, 'place') || compared(a, b, 'name');
  return found.toSorted((a, b) => turn * compared(a, b, by) || usual(a, b));
}

/** One that is bound to no ward belongs to the ward in which somebody is signed in there. */
function isOf(ward: string, { wards, line }: Station): boolean {
  return line?.wardId === ward || (wards ?? []).includes(ward);
}

const byNumber = new Intl.Collator(['en', 'ar'], { numeric: true });
const loudest = ['lost', 'leaving', 'away', 'heard', 'line', 'back'] as const satisfies readonly Station['standing'][];

function compared(a: Station, b: Station, by: Order): number {
  if (by === 'contact') return (a.contactMs ?? 0) - (b.contactMs ?? 0);
  if (by === 'unsent') return (a.unsent ?? 0) - (b.unsent ?? 0);
  if (by === 'standing') return loudest.indexOf(a.standing) - loudest.indexOf(b.standing);
  if (by === 'name') return byNumber.compare(a.name || a.id, b.name || b.id);
  return byNumber.compare(placeOf(a), placeOf(b));
}

/** Wards first, as people count, then desks. */
function placeOf({ kind, wards, line }: Station): string {
  return kind === 'ward' ? `0 ${wards?.join(' ') ?? line?.wardId ?? ''}` : `1 ${kind}`;
}
