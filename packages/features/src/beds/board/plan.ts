/** A room as far as its place on the plan goes. */
export interface Planned {
  readonly roomId: string;
  readonly beds: readonly unknown[];
}

/** Rooms that lie behind each other, in one width of the corridor; null: the nurse station, where the legend stands. */
export interface Spot<Room> {
  readonly columns: number;
  readonly rooms: readonly Room[] | null;
}

/** A stretch of the corridor with its two sides. */
export interface Stretch<Room> {
  readonly columns: number;
  readonly far: readonly Spot<Room>[];
  readonly near: readonly Spot<Room>[];
}

/** Tiles beside each other that can still be read at 1366 px. */
const MOST_COLUMNS = 8;
/** Fewer would make tiles as wide as a hand. */
const FEWEST_COLUMNS = 3;
const STATION_COLUMNS = 2;

/**
 * The ward as it lies: doors in their order along one side of the corridor and back along the other, beds two deep. The same rooms always
 * give the same plan, so that a bed is found by its place.
 */
export function planOf<Room extends Planned>(rooms: readonly Room[]): readonly Stretch<Room>[] {
  const spots: readonly Spot<Room>[] = [...spotsOf(rooms), { columns: STATION_COLUMNS, rooms: null }];
  const width = spots.reduce((sum, { columns }) => sum + columns, 0);
  const widest = Math.max(FEWEST_COLUMNS, ...spots.map(({ columns }) => columns));
  const perSide = Math.max(widest, Math.min(MOST_COLUMNS, Math.ceil(width / 2)));
  const sides = sidesOf(spots, perSide);
  return sides.flatMap((far, at) => (at % 2 === 0 ? [{ columns: perSide, far, near: sides[at + 1] ?? [] }] : []));
}

/** Two single rooms that follow each other lie behind each other. */
function spotsOf<Room extends Planned>(rooms: readonly Room[]): readonly Spot<Room>[] {
  const spots: Spot<Room>[] = [];
  for (const room of rooms) {
    const before = spots.at(-1);
    const single = room.beds.length <= 1;
    if (single && before?.rooms?.length === 1 && (before.rooms[0]?.beds.length ?? 0) <= 1)
      spots[spots.length - 1] = { columns: 1, rooms: [...before.rooms, room] };
    else spots.push({ columns: Math.max(1, Math.ceil(room.beds.length / 2)), rooms: [room] });
  }
  return spots;
}

function sidesOf<Room>(spots: readonly Spot<Room>[], perSide: number): readonly (readonly Spot<Room>[])[] {
  const sides: Spot<Room>[][] = [[]];
  let left = perSide;
  for (const spot of spots) {
    if (spot.columns > left) {
      sides.push([]);
      left = perSide;
    }
    sides.at(-1)?.push(spot);
    left -= spot.columns;
  }
  return sides;
}
