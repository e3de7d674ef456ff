import { type HandoverView, standingPoints } from '@healthcare/domain/handovers';
import { standingAllergies } from '@healthcare/domain/patients';
import { z } from 'zod';
import { type BedPatient, kindOf, type PatientsById, patientOf, type Stay, wardBeds } from '../beds/index.ts';
import type { Call } from '../calls/index.ts';
import type { Room } from '../rooms/index.ts';

const bothScripts = z.strictObject({ en: z.string(), ar: z.string() });

const PackPatient = z.strictObject({
  name: z.string(),
  /** Staff ids; empty where nobody is named. */
  doctor: z.string(),
  nurse: z.string(),
  disease: z.string(),
  treatment: z.string(),
  isolation: z.string(),
  /** A plain time, `YYYY-MM-DDTHH:MM`; empty where none is expected. */
  until: z.string(),
  /** Null: the patient's file is not held here, so that nothing is known of allergies. */
  file: z
    .strictObject({
      family: bothScripts,
      given: bothScripts,
      sex: z.string(),
      /** `YYYY-MM-DD`, or the year; empty when it is not known. */
      born: z.string(),
      number: z.string(),
      allergyState: z.enum(['notRecorded', 'noneKnown', 'known']),
      allergies: z.array(z.strictObject({ agent: z.string(), severity: z.string() })),
    })
    .nullable(),
});
export type PackPatient = Readonly<z.infer<typeof PackPatient>>;

/** What a ward goes on with on paper: as it was at one moment, readable without anything else. */
export const Pack = z.strictObject({
  wardId: z.string(),
  /** Wall ms. */
  madeMs: z.number(),
  /** Was the server heard then? Otherwise what others did may be missing. */
  heard: z.boolean(),
  beds: z.array(
    z.strictObject({ room: z.string(), bed: z.string(), kind: z.string(), patient: PackPatient.nullable() }),
  ),
  calls: z.array(
    z.strictObject({
      ...{
        id: z.string(),
        room: z.string(),
        bed: z.string(),
        kind: z.string(),
        priority: z.string(),
        state: z.string(),
      },
      /** A stamp. */
      raisedAt: z.string(),
      about: z.string(),
    }),
  ),
  notes: z.array(
    z.strictObject({ id: z.string(), about: z.string(), text: z.string(), by: z.string(), at: z.string() }),
  ),
});
export type Pack = Readonly<z.infer<typeof Pack>>;

/** Made anew so often while the page lives (ms). */
export const PACK_EVERY_MS = 10 * 60_000;

export interface PackSources {
  readonly wardId: string;
  readonly nowMs: number;
  readonly heard: boolean;
  readonly rooms: readonly Room[];
  readonly stays: readonly Stay[];
  readonly patients: PatientsById;
  readonly calls: readonly Call[];
  readonly handovers: readonly HandoverView[];
}

/** W4: census, bed list, open calls, allergies and the notes of handovers that nobody has wholly taken over. */
export function packOf({ wardId, nowMs, heard, rooms, stays, patients, calls, handovers }: PackSources): Pack {
  const ward = rooms.filter((room) => room.wardId === wardId);
  const { all } = wardBeds(wardId, ward, stays);
  return {
    wardId,
    madeMs: nowMs,
    heard,
    beds: all.map((bed) => ({
      room: bed.room,
      bed: bed.bed.label,
      kind: kindOf(bed),
      patient: bed.holder && patientIn(bed.holder, patientOf(bed.holder, patients)),
    })),
    calls: calls
      .filter((call) => call.wardId === wardId && call.phase === 'open')
      .map(({ id, room, bed = '', kind, priority, state, raisedAt, description, treatment, disease }) => ({
        ...{ id, room, bed, kind, priority, state, raisedAt },
        about: description ?? treatment ?? disease ?? '',
      })),
    notes: handovers
      .filter((handover) => handover.wardId === wardId && handover.state !== 'takenOver')
      .flatMap(standingPoints)
      .map(({ entry, subject, text, by, at }) => ({ id: entry, about: subject.label, text, by, at })),
  };
}

function patientIn(stay: Stay, file: BedPatient | undefined): PackPatient {
  const { patient, doctor = '', nurse = '', disease = '', treatment = '', isolation = 'none', until = '' } = stay;
  return { name: patient, doctor, nurse, disease, treatment, isolation, until, file: file ? fileIn(file) : null };
}

function fileIn(file: BedPatient): NonNullable<PackPatient['file']> {
  const { family, given, sex, born, bornAbout, fileNumber = '', allergyState } = file;
  const allergies = standingAllergies(file).map(({ agent, severity }) => ({ agent, severity: severity ?? '' }));
  const about = bornAbout === undefined ? '' : String(bornAbout);
  return { family, given, sex, born: born ?? about, number: fileNumber, allergyState, allergies };
}

/** What was kept; null where nothing was, or it is of another program. */
export function packFrom(text: string | null): Pack | null {
  if (text === null) return null;
  try {
    return Pack.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // Not a pack: the next is made within minutes.
  }
}
