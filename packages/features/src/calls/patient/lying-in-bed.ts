import { bedsOf } from '@healthcare/domain/stays';
import { mapped, replicaApi, streamOf } from '../../state/index.ts';

/** Whom a call is for: by their document, or in words only (C19). */
export interface CallPatient {
  readonly patientId: string | null;
  readonly patient: string;
}

/** A bed as a call names it; the label is the one written at the bed. */
export interface BedOfCall {
  readonly roomId: string;
  readonly bed: string;
}

const lyingApi = replicaApi.injectEndpoints({
  endpoints: (build) => ({
    /** Who lies in this bed as far as it is known here; null for nobody, also while the patient is only expected. */
    lyingInBed: build.query<CallPatient | null, BedOfCall>(
      streamOf((replica, { roomId, bed }: BedOfCall) =>
        mapped(replica.shelves.stays.watch({ where: { phase: 'current' } }), (stays) => {
          const held = bedsOf([], stays).find((one) => one.roomId === roomId && one.bed.label === bed);
          if (!held?.holder || held.use === 'booked') return null;
          return { patient: held.holder.patient, patientId: held.holder.patientId || null };
        }),
      ),
    ),
  }),
});

/** Who lies in the bed; null while none is chosen, or nobody lies in it. */
export function useLyingInBed(place: BedOfCall | null): CallPatient | null {
  const { data } = lyingApi.useLyingInBedQuery(place ?? { roomId: '', bed: '' }, { skip: place === null });
  return place === null ? null : (data ?? null);
}
