import { type Entry, heads } from '@healthcare/domain';
import type { RoomView } from '@healthcare/domain/rooms';
import type { Claim, StayView } from '@healthcare/domain/stays';

/** A stay as the arbiter remembers it: its view, and the newest entries, so that an answer says what was known. */
export interface StayKnown {
  readonly view: StayView;
  readonly heads: readonly string[];
}

/** A claim that has no answer yet. */
export interface Waiting {
  readonly stay: string;
  readonly claim: string;
}

/** What the arbiter knows: nothing but what the documents say, in the order in which the feed told it. */
export interface Docket {
  /** Of the feeds: everything up to here is known. */
  readonly roomsSeq: number;
  readonly staysSeq: number;
  readonly rooms: ReadonlyMap<string, RoomView>;
  /** Stays that hold a bed, ask for one, or have a claim without an answer. */
  readonly stays: ReadonlyMap<string, StayKnown>;
  /** In the order in which the server received them (A2). */
  readonly waiting: readonly Waiting[];
  /** The highest number of a confirmation. */
  readonly turn: number;
}

export const emptyDocket: Docket = {
  roomsSeq: 0,
  staysSeq: 0,
  rooms: new Map(),
  stays: new Map(),
  waiting: [],
  turn: 0,
};

/** Rows of the feed, in its order; those that were told before may come again. `null`: the server deleted the document. */
export interface RoomRow {
  readonly seq: number;
  readonly id: string;
  readonly room: RoomView | null;
}
export interface StayRow {
  readonly seq: number;
  readonly id: string;
  readonly stay: { readonly view: StayView; readonly entries: readonly Entry[] } | null;
}

export type Heard =
  | { readonly of: 'rooms'; readonly rows: readonly RoomRow[] }
  | { readonly of: 'stays'; readonly rows: readonly StayRow[] };

/** The docket after a page of a feed. */
export function heard(docket: Docket, page: Heard): Docket {
  return page.of === 'rooms' ? withRooms(docket, page.rows) : withStays(docket, page.rows);
}

function withRooms(docket: Docket, rows: readonly RoomRow[]): Docket {
  const rooms = new Map(docket.rooms);
  let { roomsSeq } = docket;
  for (const { seq, id, room } of rows) {
    if (seq <= roomsSeq) continue;
    roomsSeq = seq;
    if (room) rooms.set(id, room);
    else rooms.delete(id);
  }
  return { ...docket, rooms, roomsSeq };
}

function withStays(docket: Docket, rows: readonly StayRow[]): Docket {
  const known = new Map(docket.stays);
  const queue = new Map(docket.waiting.map((one) => [keyOf(one), one]));
  let { staysSeq, turn } = docket;
  for (const { seq, id, stay } of rows) {
    if (seq <= staysSeq) continue;
    staysSeq = seq;
    const unanswered = waitingIn(id, stay?.view);
    for (const one of unanswered) if (!queue.has(keyOf(one))) queue.set(keyOf(one), one);
    if (stay && (stay.view.phase === 'current' || unanswered.length > 0))
      known.set(id, { view: stay.view, heads: heads(stay.entries) });
    else known.delete(id);
    turn = Math.max(turn, lastTurn(stay?.view));
  }
  const waiting = [...queue.values()].filter((one) => waitingClaim(known, one));
  return { ...docket, stays: known, waiting, staysSeq, turn };
}

function waitingIn(stay: string, view: StayView | undefined): readonly Waiting[] {
  const unanswered = (view?.claims ?? []).filter(({ answer }) => answer.is === 'waiting');
  return unanswered.map(({ entry }) => ({ stay, claim: entry }));
}

function keyOf({ stay, claim }: Waiting): string {
  return `${stay} ${claim}`;
}

function lastTurn(view: StayView | undefined): number {
  return Math.max(0, ...(view?.claims ?? []).map(({ answer }) => (answer.is === 'confirmed' ? answer.turn : 0)));
}

/** The claim, if it still waits. */
export function waitingClaim(known: Docket['stays'], { stay, claim }: Waiting): Claim | undefined {
  return known.get(stay)?.view.claims.find(({ entry, answer }) => entry === claim && answer.is === 'waiting');
}
