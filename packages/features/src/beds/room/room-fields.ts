import { digitsOf } from '@healthcare/domain/patients';
import { type Bed, type RoomType, type RoomView, roomEntries } from '@healthcare/domain/rooms';
import type { z } from 'zod';

/** A room as a form holds it. */
export interface RoomFields {
  readonly name: string;
  readonly type: RoomType;
  readonly beds: readonly Bed[];
  /** Staff id; empty: nobody. */
  readonly inCharge: string;
  /** M6, as it is typed; empty: not said. */
  readonly corridorPlace: string;
  readonly wardId: string;
  readonly wardNameEn: string;
  readonly wardNameAr: string;
}

export const noRoomFields: RoomFields = {
  name: '',
  type: 'multi',
  beds: [],
  inCharge: '',
  corridorPlace: '',
  wardId: '',
  wardNameEn: '',
  wardNameAr: '',
};

export function roomFieldsOf({
  name,
  type,
  beds,
  inCharge = '',
  corridorPlace,
  wardId,
  wardName,
}: RoomView): RoomFields {
  return {
    name,
    type,
    beds,
    inCharge,
    corridorPlace: corridorPlace === undefined ? '' : String(corridorPlace),
    wardId,
    wardNameEn: wardName.en,
    wardNameAr: wardName.ar,
  };
}

/** What is to be saved, or the fields that the domain does not take as they are. */
export type Said<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly fields: readonly string[] };

/** M1, M2: a room to be added, or the fields that the domain does not take as they are. */
export function addedRoom(fields: RoomFields): Said<z.infer<typeof roomEntries.added>> {
  const { inCharge, corridorPlace, wardNameEn, wardNameAr, ...rest } = fields;
  const wardName = { en: wardNameEn || wardNameAr, ar: wardNameAr || wardNameEn };
  return saidOr(
    roomEntries.added.safeParse({ ...rest, wardName, ...(inCharge && { inCharge }), ...placeIn(corridorPlace) }),
  );
}

/** Only what is otherwise than before, so that two who change different facts do not contradict each other (M4). */
export function amendedRoom(fields: RoomFields, before: RoomView): Said<z.infer<typeof roomEntries.amended>> {
  const { name, type, beds, inCharge, corridorPlace } = fields;
  const changed = {
    ...(name.trim() !== before.name && { name }),
    ...(type !== before.type && { type }),
    ...(JSON.stringify(beds) !== JSON.stringify(before.beds) && { beds }),
    ...(corridorPlace.trim() !== String(before.corridorPlace ?? '') && placeIn(corridorPlace)),
    ...(inCharge !== '' && inCharge !== (before.inCharge ?? '') && { inCharge }),
  };
  return saidOr(roomEntries.amended.safeParse(changed));
}

/** Digits of either script; what is none is left for the domain to refuse. */
function placeIn(typed: string): { readonly corridorPlace?: number } {
  const digits = digitsOf(typed);
  return digits === '' ? {} : { corridorPlace: Number(digits) };
}

function saidOr<Data>(parsed: z.ZodSafeParseResult<Data>): Said<Data> {
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, fields: [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))] };
}
