import type { Session } from '@healthcare/protocol';
import type { PatientsById } from '../bed-patients.ts';
import type { TileFacts } from '../board/tile-facts.ts';
import type { Stay } from '../stays-api.ts';
import { kindOf, mayActOnStay } from '../ward-beds.ts';
import { AskBedDialog } from './AskBedDialog.tsx';
import { BedDialog } from './BedDialog.tsx';
import { CleaningDialog } from './CleaningDialog.tsx';

export interface OpenBedProps {
  readonly tile: TileFacts;
  readonly session: Session;
  readonly patients: PatientsById;
  readonly onMove: (stay: Stay) => void;
  readonly onClose: () => void;
}

/** What can be done at a bed, by what it is: people first, then cleaning, then who comes next. */
export function OpenBed({ tile: { bed }, session, onMove, onClose }: OpenBedProps) {
  if (bed.holder !== null || bed.provisional.length > 0)
    return <BedDialog bed={bed} session={session} onMove={onMove} onClose={onClose} />;
  if (bed.leftBy) return <CleaningDialog bed={bed} session={session} onClose={onClose} />;
  const mayAsk = kindOf(bed) === 'free' && mayActOnStay('claimed', session, [bed.wardId]);
  return mayAsk ? <AskBedDialog bed={bed} onClose={onClose} /> : null;
}
