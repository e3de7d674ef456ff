import { type BedState, isFree } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import type { PatientsById } from '../bed-patients.ts';
import type { TileFacts } from '../board/tile-facts.ts';
import { mayActOnBed } from '../may-act-on-bed.ts';
import { placeOf } from '../place-of.ts';
import type { Stay } from '../stays-api.ts';
import { mayActOnStay } from '../ward-beds.ts';
import { AdmitDialog } from './AdmitDialog.tsx';
import { BedDialog } from './BedDialog.tsx';
import { CleaningDialog } from './CleaningDialog.tsx';
import { ClosedBedDialog } from './ServiceDialog.tsx';

export interface OpenBedProps {
  readonly tile: TileFacts;
  readonly beds: readonly BedState<Stay>[];
  readonly session: Session;
  readonly patients: PatientsById;
  readonly onMove: (stay: Stay) => void;
  /** Begins a call from this bed; absent for who may raise none. */
  readonly onCall?: ((tile: TileFacts) => void) | undefined;
  readonly onClose: () => void;
}

/** What can be done at a bed, by what it is: people first, then what it needs, then who comes next. */
export function OpenBed(props: OpenBedProps) {
  const { tile, beds, session, patients, onMove, onCall, onClose } = props;
  const { bed } = tile;
  const may = mayActOnBed('bedOpened', session, bed.wardId);
  if (bed.holder !== null || bed.provisional.length > 0)
    return (
      <BedDialog
        tile={tile}
        patients={patients}
        session={session}
        onMove={onMove}
        onCall={onCall && (() => onCall(tile))}
        onClose={onClose}
      />
    );
  if (bed.leftBy) return <CleaningDialog bed={bed} session={session} onClose={onClose} />;
  if (bed.closed) return <ClosedBedDialog bed={bed} may={may} onClose={onClose} />;
  if (!isFree(bed) || !mayActOnStay('claimed', session, [bed.wardId])) return null;
  return <AdmitDialog to={placeOf(bed)} beds={beds} patients={patients} session={session} onClose={onClose} />;
}
