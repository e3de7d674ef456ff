import { createHash } from 'node:crypto';
import { type Entry, type Refusal, refusal, SERVER_ID, serverAuthor, stamp } from '@healthcare/domain';
import {
  type BedPlace,
  type BedState,
  bedKey,
  bedsOf,
  bookedFor,
  type Claim,
  freeBeds,
  heldClaims,
  lyingIn,
  MOST_ALTERNATIVES,
  namesAnother,
  type StayEntry,
  type StayView,
  stays,
} from '@healthcare/domain/stays';
import { type Docket, type StayKnown, type Waiting, waitingClaim } from './docket.ts';

/** Answers to the claims of one stay, to be written to it. */
export interface Answers {
  readonly stay: string;
  readonly entries: readonly Entry[];
}

/**
 * An answer to every claim that waits, in their order (A1–A5). Nothing is remembered of them: they count for the next sitting
 * when the feed tells that they are stored.
 */
export function ruled(docket: Docket, nowMs: number): readonly Answers[] {
  if (docket.waiting.length === 0) return [];
  const bench = new Bench(docket, nowMs);
  for (const waiting of docket.waiting) bench.rule(waiting);
  return bench.answers();
}

/** One sitting: each answer counts for the next. */
class Bench {
  readonly #stays: Map<string, StayKnown>;
  #turn: number;
  readonly #rooms: Docket['rooms'];
  readonly #nowMs: number;
  readonly #free: readonly BedPlace[];
  /** Beds with a holder. */
  readonly #held: Set<string>;
  /** Beds nobody may be put into, and why. */
  readonly #unfit: ReadonlyMap<string, Unfit>;
  /** Who has a bed, by the patient's document, and by which stay. */
  readonly #inBed: Map<string, string>;
  readonly #entries = new Map<string, Entry[]>();
  #made = 0;

  constructor({ stays: known, rooms, turn }: Docket, nowMs: number) {
    this.#stays = new Map(known);
    this.#turn = turn;
    this.#rooms = rooms;
    this.#nowMs = nowMs;
    const beds = bedsIn(rooms, known);
    this.#free = [...freeBeds(beds)].sort(asOnTheWard);
    this.#held = new Set(beds.filter(({ holder }) => holder !== null).map(keyOf));
    this.#unfit = unfitBeds(beds);
    this.#inBed = patientsInBeds(known);
  }

  rule(waiting: Waiting): void {
    const known = this.#stays.get(waiting.stay);
    const claim = waitingClaim(this.#stays, waiting);
    if (!known || !claim) return;
    const no = this.#reason(known.view, claim) ?? this.#otherBed(waiting.stay, known.view, claim);
    if (no) {
      const alternatives = this.#alternatives(claim);
      this.#answer(waiting, known, { kind: 'declined', data: { claim: claim.entry, ...no, alternatives } });
    } else {
      this.#turn += 1;
      this.#held.add(bedKey(claim));
      this.#answer(waiting, known, { kind: 'confirmed', data: { claim: claim.entry, turn: this.#turn } });
      const patientId = this.#stays.get(waiting.stay)?.view.patientId;
      if (patientId) this.#inBed.set(patientId, waiting.stay);
    }
  }

  answers(): readonly Answers[] {
    return [...this.#entries].map(([stay, entries]) => ({ stay, entries }));
  }

  /** A5. */
  #reason(stay: StayView, claim: Claim): Refusal | undefined {
    if (stay.departures.length > 0) return refusal('stay/over', stay.state);
    const held = claim.moving ? bookedFor(stay) : heldClaims(stay)[0];
    if (held) return refusal('stay/has-bed', held.bed);
    if (claim.moving && !lyingIn(stay)) return refusal('stay/no-bed', stay.state);
    if (claim.withdrawn) return refusal('claim/withdrawn');
    if (namesAnother(stay, claim)) return refusal('stay/other-patient');
    const room = this.#rooms.get(claim.roomId);
    if (!room?.beds.some(({ id }) => id === claim.bedId)) return refusal('bed/unknown', claim.bed);
    if (room.wardId !== claim.wardId) return refusal('bed/other-ward', room.wardId);
    if (this.#held.has(bedKey(claim))) return refusal('bed/held', claim.bed);
    const unfit = this.#unfit.get(bedKey(claim));
    return unfit && refusal(unfit, claim.bed);
  }

  /** B20: by whom this claim names, which may be more than the stay is known by until it is granted. */
  #otherBed(stay: string, view: StayView, claim: Claim): Refusal | undefined {
    const other = this.#inBed.get(claim.patientId || view.patientId) ?? stay;
    if (other === stay) return undefined;
    const held = this.#stays.get(other);
    return refusal('patient/has-bed', held && heldClaims(held.view)[0]?.bed);
  }

  /** Beds of the ward, those of the same room first. */
  #alternatives({ wardId, roomId }: Claim): BedPlace[] {
    const free = this.#free.filter((bed) => bed.wardId === wardId && !this.#held.has(bedKey(bed)));
    const near = free.filter((bed) => bed.roomId === roomId);
    return [...near, ...free.filter((bed) => bed.roomId !== roomId)].slice(0, MOST_ALTERNATIVES);
  }

  #answer({ stay, claim }: Waiting, known: StayKnown, answer: Pick<StayEntry, 'kind' | 'data'>): void {
    const { user } = serverAuthor;
    const entry = {
      ...answer,
      id: answerId(claim),
      at: stamp(this.#nowMs, this.#made, user),
      by: { user, grant: user, workstation: user },
      after: known.heads,
    } as StayEntry; // `answer` pairs a kind with its own data.
    this.#made += 1;
    this.#stays.set(stay, { view: stays.apply(known.view, entry, () => true), heads: [entry.id] });
    this.#entries.set(stay, [...(this.#entries.get(stay) ?? []), entry]);
  }
}

function patientsInBeds(known: Docket['stays']): Map<string, string> {
  const lying = [...known].filter(([, { view }]) => view.patientId !== '' && heldClaims(view).length > 0);
  return new Map(lying.map(([stay, { view }]) => [view.patientId, stay]));
}

/** A1: a claim has one answer, so its id is known before it is made. */
export function answerId(claim: string): string {
  return `${SERVER_ID}${createHash('sha256').update(claim).digest('base64url').slice(0, 32)}`;
}

function bedsIn(rooms: Docket['rooms'], known: Docket['stays']): readonly BedState[] {
  return bedsOf(
    [...rooms].map(([id, room]) => ({ ...room, id })),
    [...known].map(([id, { view }]) => ({ ...view, id })),
  );
}

type Unfit = 'bed/closed' | 'bed/not-clean';

/** M5, B17. */
function unfitBeds(beds: readonly BedState[]): ReadonlyMap<string, Unfit> {
  const unfit = new Map<string, Unfit>();
  for (const bed of beds) if (bed.leftBy) unfit.set(keyOf(bed), 'bed/not-clean');
  for (const bed of beds) if (bed.closed) unfit.set(keyOf(bed), 'bed/closed');
  return unfit;
}

function keyOf({ roomId, bed }: BedState): string {
  return bedKey({ roomId, bedId: bed.id });
}

function asOnTheWard(a: BedPlace, b: BedPlace): number {
  const byNumber = { numeric: true } as const;
  return a.room.localeCompare(b.room, 'en', byNumber) || a.bed.localeCompare(b.bed, 'en', byNumber);
}
