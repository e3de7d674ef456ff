import { anyAggregate, type Entry, heads, type Person, type Refusal, serverAuthor, stamp } from '@healthcare/domain';
import { type RoomView, rooms } from '@healthcare/domain/rooms';
import { bedKey, heldClaims, type StayAct, type StayView, stays } from '@healthcare/domain/stays';
import type { RoomRow, StayRow } from '../src/arbiter/index.ts';
import { type StoredDocument, unite } from '../src/gateway/unite.ts';

type StayDocument = StoredDocument & StayView;

const nurse: Person = { user: 'salma', role: 'nurse', wards: ['4B', '5A'] };
const administrator: Person = { user: 'adam', role: 'admin', wards: [] };
const wardName = { en: 'Ward 4B', ar: 'جناح 4B' };

/** What somebody does to a stay. `missed`: how many of its newest entries they have not heard of; its beginning they know (D1). */
export interface Deed {
  readonly kind: StayAct;
  readonly data: Entry['data'];
  readonly missed?: number;
  /** Wall ms of their clock; the hospital's own by default. */
  readonly atMs?: number;
}

/** A bed of ward 4B: 1 and 2 stand in room 401, the others in 402. */
export function placeOf(bed: number, wardId = '4B') {
  const room = bed <= 2 ? '401' : '402';
  return { wardId, roomId: `room-${room}`, room, bedId: `bed-${bed}`, bed: String(bed) };
}

/** Rooms and stays as the server keeps them, without a server: `unite` judges, a feed tells in order. */
export class PaperHospital {
  readonly #rooms = new Map<string, StoredDocument>();
  readonly #stays = new Map<string, StayDocument>();
  /** Entries of each stay in the order in which they came. */
  readonly #came = new Map<string, readonly Entry[]>();
  readonly #roomSeqs = new Map<string, number>();
  readonly #staySeqs = new Map<string, number>();
  #seq = 0;
  #made = 0;

  /** A room with these beds; asked again, the room has these from now on. */
  room(name: '401' | '402', beds: readonly number[]): void {
    const list = beds.map((bed) => ({ id: `bed-${bed}`, label: String(bed) }));
    if (this.#rooms.has(`room-${name}`)) this.inRoom(name, 'amended', { beds: list });
    else this.inRoom(name, 'added', { wardId: '4B', wardName, name, type: 'multi', beds: list });
  }

  /** Somebody does something to a room. */
  inRoom(name: '401' | '402', kind: string, data: Entry['data']): void {
    const id = `room-${name}`;
    const entry = this.#entry(kind, data, (this.#rooms.get(id)?.entries ?? []) as readonly Entry[]);
    const { next } = unite(anyAggregate(rooms), this.#rooms.get(id), { id, entries: [entry] }, courtOf(administrator));
    if (next) this.#rooms.set(id, next);
    this.#seq += 1;
    this.#roomSeqs.delete(id);
    this.#roomSeqs.set(id, this.#seq);
  }

  /** Somebody does something to a stay, as they see it; refused or stored like every entry. */
  does(stay: string, { kind, data, missed = 0, atMs }: Deed): Refusal | undefined {
    const known = this.#came.get(stay) ?? [];
    const seen = known.slice(0, Math.max(1, known.length - missed));
    return this.stored(stay, [this.#entry(kind, data, seen, atMs)], nurse)[0];
  }

  /** Entries that reached the server; what is refused of them. */
  stored(stay: string, entries: readonly Entry[], author: Person = serverAuthor): readonly Refusal[] {
    const before = this.#stays.get(stay);
    const { next, refused } = unite(anyAggregate(stays), before, { id: stay, entries }, courtOf(author));
    if (next) {
      this.#seq += 1;
      this.#stays.set(stay, next as StayDocument);
      const came = this.#came.get(stay) ?? [];
      const fresh = (next.entries as readonly Entry[]).filter(({ id }) => !came.some((entry) => entry.id === id));
      this.#came.set(stay, [...came, ...fresh]);
      this.#staySeqs.delete(stay);
      this.#staySeqs.set(stay, this.#seq);
    }
    return refused.map(({ refusal }) => refusal);
  }

  stay(id: string): StayDocument | undefined {
    return this.#stays.get(id);
  }

  get everyStay(): readonly StayDocument[] {
    return [...this.#stays.values()];
  }

  /** Beds with their holders: ids of stays. */
  holders(): ReadonlyMap<string, readonly string[]> {
    const held = new Map<string, readonly string[]>();
    for (const [id, stay] of this.#stays)
      for (const claim of heldClaims(stay)) held.set(bedKey(claim), [...(held.get(bedKey(claim)) ?? []), id]);
    return held;
  }

  roomRows(seq: number): readonly RoomRow[] {
    return rowsAfter(this.#roomSeqs, seq).map(([id, at]) => {
      return { seq: at, id, room: this.#rooms.get(id) as unknown as RoomView };
    });
  }

  stayRows(seq: number): readonly StayRow[] {
    return rowsAfter(this.#staySeqs, seq).map(([id, at]) => {
      const view = this.#stays.get(id) as StayDocument; // Every id that has a sequence is stored.
      return { seq: at, id, stay: { view, entries: view.entries as readonly Entry[] } };
    });
  }

  #entry(kind: string, data: Entry['data'], seen: readonly Entry[], atMs = this.#made): Entry {
    this.#made += 1;
    const by = { user: 'salma', grant: 'gr', workstation: `wk-${this.#made}` };
    const entry = { id: `e${this.#made}`, kind, at: stamp(atMs, 0, 'wk'), by, after: heads(seen), data };
    // `left` in the words of version 0: a bed that is free at once.
    return kind === 'left' && !('needs' in data) ? entry : { ...entry, version: 1 };
  }
}

function rowsAfter(seqs: ReadonlyMap<string, number>, seq: number): readonly (readonly [string, number])[] {
  return [...seqs].filter(([, at]) => at > seq);
}

function courtOf(author: Person) {
  return { authorOf: () => author, refusedBefore: () => undefined, isProven: () => true, nowMs: 0 };
}
