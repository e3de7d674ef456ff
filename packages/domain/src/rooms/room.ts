import { z } from 'zod';
import { defineAggregate, type EntryIn } from '../kernel/aggregate.ts';
import { Standpoint, withFacts } from '../kernel/dispute.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';

export const roomTypes = ['surgery', 'single', 'multi'] as const;
export type RoomType = (typeof roomTypes)[number];

const bedId = z.string().min(1).max(40);
const Bed = z.strictObject({ id: bedId, label: z.string().trim().min(1).max(20) });
export type Bed = Readonly<z.infer<typeof Bed>>;

const Words = z.strictObject({ en: z.string().trim().min(1).max(80), ar: z.string().trim().min(1).max(80) });

/** M6: a ward with more doors is several wards. */
const MOST_PLACES = 999;

/** M1: labels as they are written on the door and at the bed. */
export const RoomFacts = z.strictObject({
  name: z.string().trim().min(1).max(40),
  type: z.enum(roomTypes),
  beds: z
    .array(Bed)
    .max(60)
    .refine((beds) => new Set(beds.map(({ label }) => label)).size === beds.length, 'two beds with one label'),
  /** Staff id of the person in charge. */
  inCharge: z.string().min(1).max(40).optional(),
  /** M6: as one walks from the door of the ward. */
  corridorPlace: z.number().int().min(1).max(MOST_PLACES).optional(),
});
export type RoomFacts = Readonly<z.infer<typeof RoomFacts>>;

export const roomEntries = {
  added: RoomFacts.extend({ wardId: z.string().min(1).max(20), wardName: Words }),
  amended: RoomFacts.partial(),
  settled: RoomFacts.partial(),
  bedClosed: z.strictObject({ bed: bedId, reason: z.string().trim().min(3).max(300) }),
  bedOpened: z.strictObject({ bed: bedId }),
} as const;
export type RoomEntry = EntryIn<typeof roomEntries>;

/** M5: a bed nobody is put into, why, and who closed it when (a stamp). */
const Closure = z.strictObject({
  bed: z.string().max(40),
  reason: z.string().max(300),
  entry: z.string().max(64),
  by: z.string().max(40),
  at: z.string().max(40),
});
export type Closure = Readonly<z.infer<typeof Closure>>;

export const RoomView = z.strictObject({
  state: z.enum(['none', 'added']),
  wardId: z.string().max(20),
  wardName: z.strictObject({ en: z.string().max(80), ar: z.string().max(80) }),
  ...RoomFacts.shape,
  name: z.string().max(40),
  /** Closures that stand; a bed that several people closed while apart has several. */
  closures: z.array(Closure),
  standing: z.array(Standpoint),
});
export type RoomView = Readonly<z.infer<typeof RoomView>>;

const noRoom: RoomView = {
  state: 'none',
  wardId: '',
  wardName: { en: '', ar: '' },
  name: '',
  type: 'single',
  beds: [],
  closures: [],
  standing: [],
};

const whoSeesTheBed = { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward', admin: 'yes' } as const;

/** M2, M5. */
export const roomRights = {
  added: { admin: 'yes' },
  amended: { admin: 'yes', headNurse: 'ward' },
  settled: { admin: 'yes', headNurse: 'ward' },
  bedClosed: whoSeesTheBed,
  bedOpened: whoSeesTheBed,
} as const satisfies Rights<RoomEntry['kind']>;

/** Rules: `rooms.spec.md`. */
export const rooms = defineAggregate({
  name: 'rooms',
  version: 2,
  // A place along the corridor, which nobody has said before.
  upcasts: [null, null],
  entries: roomEntries,
  view: RoomView,
  indexes: [['wardId']],
  empty: noRoom,
  apply: (room, entry, knows) => roomAfter(room, entry, knows),
  decide: (room, entry) => decided(room, entry),
  standing: (room, _entry, author) => ({ own: false, ward: author.wards.includes(room.wardId) }),
  rights: roomRights,
  // 'rooms': the desks that keep the house's rooms.
  scopes: (room) => (room.wardId ? [`ward:${room.wardId}`, 'rooms'] : []),
});

function roomAfter(room: RoomView, entry: RoomEntry, knows: Knows): RoomView {
  switch (entry.kind) {
    case 'added': {
      if (room.state !== 'none') return room;
      const { wardId, wardName, ...facts } = entry.data;
      return withFacts({ ...room, state: 'added', wardId, wardName }, entry, facts, knows);
    }
    case 'amended':
    case 'settled':
      return withFacts(room, entry, entry.data, knows);
    case 'bedClosed': {
      const closure = { ...entry.data, entry: entry.id, by: entry.by.user, at: entry.at };
      return { ...room, closures: [...room.closures, closure] };
    }
    case 'bedOpened': {
      // A closure that whoever opens has not seen stands: there was another reason.
      const closures = room.closures.filter((one) => one.bed !== entry.data.bed || !knows(entry.id, one.entry));
      return { ...room, closures };
    }
  }
}

function decided(room: RoomView, entry: RoomEntry): Refusal | null {
  if (entry.kind === 'added') return room.state === 'none' ? null : refusal('room/already-added');
  if (room.state === 'none') return refusal('room/unknown');
  if (entry.kind === 'bedClosed' || entry.kind === 'bedOpened') return mayChangeService(room, entry);
  return null;
}

/** M5. */
function mayChangeService(
  room: RoomView,
  { kind, data }: Extract<RoomEntry, { kind: 'bedClosed' | 'bedOpened' }>,
): Refusal | null {
  const label = room.beds.find(({ id }) => id === data.bed)?.label;
  if (label === undefined) return refusal('bed/unknown', data.bed);
  const isClosed = closureOf(room, data.bed) !== undefined;
  if (kind === 'bedClosed') return isClosed ? refusal('bed/closed', label) : null;
  return isClosed ? null : refusal('bed/open', label);
}

/** Why nobody is put into the bed: the latest closure that stands. */
export function closureOf({ closures }: Pick<RoomView, 'closures'>, bed: string): Closure | undefined {
  return closures.findLast((one) => one.bed === bed);
}
