import type { BedState } from '@healthcare/domain/stays';
import type { CallFrom } from '../calls/index.ts';
import type { Stay } from './stays-api.ts';

/** What a call from this bed says of itself: where, and for whom; a patient who only asks for the bed is not meant. */
export function callFrom({ wardId, roomId, room, bed, holder }: BedState<Stay>): CallFrom {
  return {
    wardId,
    roomId,
    room,
    bed: bed.label,
    patient: holder?.patient ?? '',
    patientId: holder?.patientId || null,
  };
}
