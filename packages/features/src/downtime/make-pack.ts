import type { HandoverView } from '@healthcare/domain/handovers';
import { asTheyLie } from '@healthcare/domain/rooms';
import type { BedPatient, PatientsById, Stay } from '../beds/index.ts';
import type { Call } from '../calls/index.ts';
import type { Room } from '../rooms/index.ts';
import type { Ports } from '../state/index.ts';
import { type Pack, packOf } from './pack.ts';

/** Reads what this workstation holds of the ward, makes the pack of it and keeps it sealed. Needs no server. */
export async function makePack(
  { replica: { shelves }, downtime }: Pick<Ports, 'replica' | 'downtime'>,
  asked: { readonly wardId: string; readonly nowMs: number; readonly heard: boolean },
): Promise<Pack> {
  const [rooms, stays, calls, handovers] = await Promise.all([
    shelves.rooms.read({}) as Promise<readonly Room[]>,
    shelves.stays.read({ where: { phase: 'current' } }) as Promise<readonly Stay[]>,
    shelves.calls.read({ where: { phase: 'open' } }) as Promise<readonly Call[]>,
    shelves.handovers.read({ where: { wardId: asked.wardId } }) as Promise<readonly HandoverView[]>,
  ]);
  const patients = await patientsBy(shelves.patients, stays);
  const pack = packOf({
    ...asked,
    rooms: asTheyLie(rooms.filter(({ state }) => state === 'added')),
    stays,
    calls: calls.filter(({ wardId }) => wardId === asked.wardId), // of another: here with a file that was lent
    handovers,
    patients,
  });
  await downtime.write(JSON.stringify(pack));
  return pack;
}

/** The files of these patients, and those into which they were merged. */
async function patientsBy(
  shelf: Ports['replica']['shelves']['patients'],
  stays: readonly Stay[],
): Promise<PatientsById> {
  const own = stays.map(({ patientId }) => patientId).filter(Boolean);
  const first = await many(shelf, own);
  const merged = first.map(({ mergedInto }) => mergedInto).filter(Boolean);
  const all = [...first, ...(await many(shelf, merged))];
  return Object.fromEntries(all.filter(({ state }) => state !== 'none').map((patient) => [patient.id, patient]));
}

function many(shelf: Ports['replica']['shelves']['patients'], ids: readonly string[]): Promise<readonly BedPatient[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return new Promise((resolve) => {
    const watching = shelf.watchMany([...new Set(ids)]).subscribe((found) => {
      resolve(found);
      queueMicrotask(() => watching.unsubscribe());
    });
  });
}
