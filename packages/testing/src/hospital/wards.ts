import type { Bed, RoomType } from '@healthcare/domain/rooms';
import type { Dice } from './dice.ts';
import { type BothScripts, wardNames } from './names.ts';

export interface DemoRoom {
  readonly id: string;
  readonly facts: {
    readonly wardId: string;
    readonly wardName: BothScripts;
    readonly name: string;
    readonly type: RoomType;
    readonly beds: readonly Bed[];
  };
}

export interface Ward {
  readonly id: string;
  readonly name: BothScripts;
  readonly rooms: readonly DemoRoom[];
}

/** Beds a ward can nurse well. */
const BEDS_A_WARD = 24;
/** The first ward is 4B; the others follow floor by floor. */
const letters = ['B', 'A', 'C', 'D'] as const;
/** Rooms of one ward have numbers of their own on the floor. */
const ROOM_NUMBERS_A_WARD = 20;

/** Wards with rooms of one, two and four beds, `beds` beds in all. */
export function wardsFor(beds: number, dice: Dice): readonly Ward[] {
  const count = Math.ceil(beds / BEDS_A_WARD);
  const sizes = Array.from({ length: count }, (_, at) => Math.floor(beds / count) + (at < beds % count ? 1 : 0));
  return sizes.map((size, at) => wardOf(at, size, dice));
}

function wardOf(at: number, beds: number, dice: Dice): Ward {
  const floor = 4 + Math.floor(at / letters.length);
  const letter = letters[at % letters.length] ?? 'B';
  const id = `${floor}${letter}`;
  const name = wardNames[at % wardNames.length] ?? { en: id, ar: id };
  const firstNumber = (at % letters.length) * ROOM_NUMBERS_A_WARD;
  const rooms = bedCounts(beds, dice).map((size, n): DemoRoom => {
    const label = `${floor}${String(firstNumber + n + 1).padStart(2, '0')}`;
    const beds = Array.from({ length: size }, (_, bed) => ({ id: `room-${label}-${bed + 1}`, label: String(bed + 1) }));
    return {
      id: `room-${label}`,
      facts: { wardId: id, wardName: name, name: label, type: size === 1 ? 'single' : 'multi', beds },
    };
  });
  return { id, name, rooms };
}

function bedCounts(beds: number, dice: Dice): readonly number[] {
  const counts: number[] = [];
  for (let left = beds; left > 0; left -= counts.at(-1) ?? 1) counts.push(Math.min(left, dice.one([4, 4, 2, 2, 1])));
  return counts;
}
