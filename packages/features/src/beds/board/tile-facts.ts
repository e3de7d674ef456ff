import { disputesIn } from '@healthcare/domain';
import { type BedState, bookedFor, openTransfer } from '@healthcare/domain/stays';
import { byUrgency, type Call } from '../../calls/index.ts';
import { type BedPatient, type PatientsById, patientOf } from '../bed-patients.ts';
import type { Stay } from '../stays-api.ts';
import type { RoomWithBeds } from '../ward-beds.ts';

/** Everything that one bed shows. */
export interface TileFacts {
  readonly key: string;
  readonly bed: BedState<Stay>;
  /** Of the stay that is shown: who holds the bed, otherwise who asked first. */
  readonly patient: BedPatient | undefined;
  /** The most urgent open call at the bed. */
  readonly call: Call | undefined;
}

/** The stay whose patient a bed shows. */
export function shownStay({ holder, provisional }: BedState<Stay>): Stay | undefined {
  return holder ?? provisional[0];
}

/** Beds of a room with what is known of each, in the order of the room. */
export function tilesOf(
  { beds }: Pick<RoomWithBeds, 'beds'>,
  calls: readonly Call[],
  patients: PatientsById,
): readonly TileFacts[] {
  return beds.map((bed) => {
    const stay = shownStay(bed);
    const here = calls.filter((call) => call.roomId === bed.roomId && call.bed === bed.bed.label);
    return {
      key: keyOf(bed),
      bed,
      patient: stay && patientOf(stay, patients),
      call: here.toSorted(byUrgency)[0],
    };
  });
}

/** One text per bed on the screen. */
export function keyOf({ roomId, bed }: Pick<BedState<Stay>, 'roomId' | 'bed'>): string {
  return `${roomId} ${bed.id}`;
}

/** Nothing that is painted differs: unchanged documents are the same objects. */
export function isSameTile(a: TileFacts, b: TileFacts): boolean {
  return a.key === b.key && a.patient === b.patient && a.call === b.call && isSameBed(a.bed, b.bed);
}

/** The same beds in the same places, and nothing that is painted of them differs. */
export function areSameTiles(a: readonly TileFacts[], b: readonly TileFacts[]): boolean {
  return a.length === b.length && a.every((tile, at) => isSameTile(tile, b[at] ?? tile));
}

function isSameBed(a: BedState<Stay>, b: BedState<Stay>): boolean {
  return (
    a.holder === b.holder &&
    a.use === b.use &&
    a.leftBy?.claim === b.leftBy?.claim &&
    a.closed === b.closed &&
    a.room === b.room &&
    a.bed.label === b.bed.label &&
    a.provisional.length === b.provisional.length &&
    a.provisional.every((stay, at) => stay === b.provisional[at])
  );
}

/**
 * What is not settled about a bed, the gravest first: several claims, a dispute about the stay, a claim that waits, a move or a transfer under
 * way.
 */
export type Unsettled = 'claims' | 'dispute' | 'provisional' | 'booked' | 'moves' | 'transfer';

export function unsettledOf(bed: BedState<Stay>): Unsettled | undefined {
  const { holder, provisional, use } = bed;
  if (provisional.length > (holder ? 0 : 1)) return 'claims';
  const stay = shownStay(bed);
  if (!stay) return undefined;
  if (disputesIn(stay.standing).length > 0) return 'dispute';
  if (!holder) return 'provisional';
  if (use === 'booked') return 'booked';
  if (bookedFor(stay)) return 'moves';
  return openTransfer(stay) ? 'transfer' : undefined;
}

/** Whose beds a room has: all women, all men, both; null while nobody lies in it or it is not known. */
export function sexOfRoom(tiles: readonly TileFacts[]): 'female' | 'male' | 'mixed' | null {
  const sexes = new Set(tiles.flatMap(({ bed, patient }) => (bed.holder && patient ? [patient.sex] : [])));
  sexes.delete('notKnown');
  const [only] = sexes;
  return sexes.size > 1 ? 'mixed' : only === 'female' || only === 'male' ? only : null;
}
