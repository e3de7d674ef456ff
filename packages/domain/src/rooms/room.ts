import { z } from 'zod';
import { defineAggregate, type EntryIn } from '../kernel/aggregate.ts';
import { Standpoint, withFacts } from '../kernel/dispute.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';

export const roomTypes = ['surgery', 'single', 'multi'] as const;
export type RoomType = (typeof roomTypes)[number];

const Bed = z.strictObject({ id: z.string().min(1).max(40), label: z.string().trim().min(1).max(20) });
export type Bed = Readonly<z.infer<typeof Bed>>;

const Words = z.strictObject({ en: z.string().trim().min(1).max(80), ar: z.string().trim().min(1).max(80) });

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
});
export type RoomFacts = Readonly<z.infer<typeof RoomFacts>>;

export const roomEntries = {
  added: RoomFacts.extend({ wardId: z.string().min(1).max(20), wardName: Words }),
  amended: RoomFacts.partial(),
} as const;
export type RoomEntry = EntryIn<typeof roomEntries>;

export const RoomView = z.strictObject({
  state: z.enum(['none', 'added']),
  wardId: z.string().max(20),
  wardName: z.strictObject({ en: z.string().max(80), ar: z.string().max(80) }),
  ...RoomFacts.shape,
  name: z.string().max(40),
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
  standing: [],
};

/** M2. */
export const roomRights = {
  added: { admin: 'yes' },
  amended: { admin: 'yes', headNurse: 'ward' },
} as const satisfies Rights<RoomEntry['kind']>;

/** Rules: `rooms.spec.md`. */
export const rooms = defineAggregate({
  name: 'rooms',
  version: 0,
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
  if (entry.kind === 'amended') return withFacts(room, entry, entry.data, knows);
  if (room.state !== 'none') return room;
  const { wardId, wardName, ...facts } = entry.data;
  return withFacts({ ...room, state: 'added', wardId, wardName }, entry, facts, knows);
}

function decided(room: RoomView, entry: RoomEntry): Refusal | null {
  if (entry.kind === 'added') return room.state === 'none' ? null : refusal('room/already-added');
  return room.state === 'none' ? refusal('room/unknown') : null;
}
