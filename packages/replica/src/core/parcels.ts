import type { Entry } from '@healthcare/domain';
import type { HeldRow } from './held-row.ts';
import type { Parcel } from './ports.ts';

/** A page stays well below the server's bound of 1 MB per request (UTF-16 length; Arabic text takes up to twice its length). */
const MOST_LENGTH = 300_000;

/** What is sent of these documents, in one request: as many as fit, at least one. */
export function parcelsOf(rows: readonly HeldRow[], most: number): readonly Parcel[] {
  const parcels: Parcel[] = [];
  let room = MOST_LENGTH;
  for (const row of rows.slice(0, most)) {
    const entries = firstThatFit(unsentIn(row), room);
    if (entries.length === 0 && parcels.length > 0) break;
    const parcel = parcelOf(row, entries.length > 0 ? entries : unsentIn(row).slice(0, 1));
    parcels.push(parcel);
    room -= JSON.stringify(parcel).length;
  }
  return parcels;
}

/** The revision of a document that leaves is not told: of it this workstation has only the number, not the entries. */
function parcelOf(row: HeldRow, entries: readonly Entry[]): Parcel {
  return { id: row.id, rev: row.rev && !row.leaving ? row.rev : undefined, entries };
}

/** In the order in which they were made here, so that what comes later never goes first. */
function unsentIn(row: HeldRow): readonly Entry[] {
  const byId = new Map(row.entries.map((entry) => [entry.id, entry]));
  return row.unsent.flatMap((id) => byId.get(id) ?? []);
}

function firstThatFit(entries: readonly Entry[], room: number): readonly Entry[] {
  let left = room;
  const tooMany = entries.findIndex((entry) => {
    left -= JSON.stringify(entry).length;
    return left < 0;
  });
  return tooMany < 0 ? entries : entries.slice(0, tooMany);
}
