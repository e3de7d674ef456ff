import type { Entry } from '@healthcare/domain';
import { entriesBy, signInByApi } from './server-side.ts';
import type { PersonId, WardUnderTest } from './ward-under-test.ts';

export const fatma = {
  identity: 'known',
  family: { en: 'El-Masry', ar: 'المصري' },
  given: { en: 'Fatma Hassan', ar: 'فاطمة حسن' },
  sex: 'female',
  born: '1958-04-05',
  nationalId: '25804052101746',
  fileNumber: 'HC-004012',
  phone: '01001234567',
} as const;

/** A patient of ward 4B, registered by Salma some days ago: her allergies, history, and a bed that Karim and Salma answer for. */
export async function fatmaInWard(ward: WardUnderTest): Promise<void> {
  const salma = await signInByApi(ward, 'salma');
  const karim = await signInByApi(ward, 'karim');
  const hers = entriesBy(salma);
  const his = entriesBy(karim);
  await salma.ask('/db/patients/_bulk_docs', {
    docs: [
      {
        _id: 'fatma',
        entries: [
          hers('p1', 'registered', { ...fatma, wardId: '4B' }),
          hers('p2', 'allergyAdded', { agent: 'penicillin', reaction: 'anaphylaxis, 2014', severity: 'severe' }, [
            'p1',
          ]),
          hers('p3', 'allergyAdded', { agent: 'ibuprofen', reaction: 'rash', severity: 'mild' }, ['p2']),
        ],
      },
    ],
  });
  await karim.ask('/db/records/_bulk_docs', {
    docs: [
      {
        _id: 'history-1',
        entries: [
          his('h1', 'historyAdded', {
            wardId: '4B',
            patientId: 'fatma',
            disease: 'Heart failure',
            treatment: 'furosemide, bisoprolol',
            on: '2019-03-12',
            description: 'Ejection fraction 38 %. Moderate mitral regurgitation.',
            doctor: 'karim',
          }),
        ],
      },
    ],
  });
  await inBed(ward, { patientId: 'fatma', patient: 'Fatma Hassan El-Masry', room: '401', bed: '1' });
}

interface InBed {
  readonly patientId: string;
  readonly patient: string;
  readonly room: string;
  readonly bed: string;
}

/** Somebody lies in a bed: asked for by Salma, confirmed by the server, with Karim as the doctor. */
export async function inBed(ward: WardUnderTest, { room, bed, patient, patientId }: InBed): Promise<void> {
  const salma = await signInByApi(ward, 'salma');
  const entry = entriesBy(salma);
  const place = { wardId: '4B', roomId: `room-${room}`, room, bedId: `${room}-${bed}`, bed };
  const id = `stay-${room}-${bed}`;
  const claimed = entry(`${id}-1`, 'claimed', { ...place, patient, patientId });
  await salma.ask('/db/stays/_bulk_docs', { docs: [{ _id: id, entries: [claimed] }] });
  interface Stored {
    readonly state: string;
    readonly entries: readonly Entry[];
  }
  let stay: Stored = { state: '', entries: [] };
  while (stay.state !== 'confirmed') stay = await salma.ask<Stored>(`/db/stays/${id}`);
  const facts = { doctor: 'karim', nurse: 'salma', disease: 'Heart failure', treatment: 'Diuretics' };
  const amended = entry(`${id}-2`, 'amended', facts, [`${id}-1`]);
  await salma.ask('/db/stays/_bulk_docs', { docs: [{ _id: id, entries: [amended] }] });
}

/** A document as the server keeps it. */
export async function stored<Document>(ward: WardUnderTest, path: string, who: PersonId = 'heba'): Promise<Document> {
  const caller = await signInByApi(ward, who);
  return caller.ask<Document>(path);
}
