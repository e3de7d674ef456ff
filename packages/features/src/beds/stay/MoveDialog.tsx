import { type BedPlace, type BedState, lyingIn, type Offer, offersFor } from '@healthcare/domain/stays';
import { Dialog, DialogActs, EmptyState, IconBed, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useIdPerChoice } from '../../drafts/index.ts';
import css from '../BedBoard.module.css';
import { type PatientsById, patientOf } from '../bed-patients.ts';
import { useStayName } from '../stay-names.ts';
import type { Stay } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';
import { OfferList } from './OfferList.tsx';

export interface MoveDialogProps {
  readonly stay: Stay;
  /** Where the patient was put down; null: it is still to be chosen. */
  readonly to: BedPlace | null;
  /** Beds that can be chosen from, as this terminal knows them. */
  readonly beds: readonly BedState<Stay>[];
  readonly patients: PatientsById;
  readonly onClose: () => void;
}

/** B15: another bed is asked for; the patient keeps theirs until somebody records that they have come into the new one. */
export function MoveDialog({ stay, to, beds, patients, onClose }: MoveDialogProps) {
  const { t } = useWords('beds');
  const ui = useWords('ui');
  const act = useStayAct();
  const name = useStayName(stay);
  const idOf = useIdPerChoice();
  const [chosen, setChosen] = useState(to);
  const offers = useOffers(stay, beds, patients);
  const lying = lyingIn(stay);
  const move = async (place: BedPlace) => {
    const data = { ...place, patient: stay.patient, ...named(stay), moving: true as const };
    if (await act(stay.id, stay.patient, { kind: 'claimed', data, entryId: idOf(`${place.roomId} ${place.bedId}`) }))
      onClose();
  };
  return (
    <Dialog title={t('move.title', { patient: name })} opened onClose={onClose} size={720}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) void move(chosen);
        }}
      >
        <p>{t('move.what', { from: t('place', { room: lying?.room ?? '', bed: lying?.bed ?? '' }) })}</p>
        {offers.length === 0 ? (
          <EmptyState icon={IconBed} title={t('move.none')} why={t('move.noneWhy')} />
        ) : (
          <OfferList offers={offers} chosen={chosen} onChoose={setChosen} />
        )}
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit" disabled={chosen === null} data-autofocus={to !== null || undefined}>
            {chosen ? t('move.go', { place: t('place', chosen) }) : t('move.goWhere')}
          </Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

/** B19, for the patient of this stay. */
export function useOffers(stay: Stay, beds: readonly BedState<Stay>[], patients: PatientsById): readonly Offer[] {
  return useMemo(() => {
    const sexOf = (one: Stay) => patientOf(one, patients)?.sex ?? 'notKnown';
    const from = lyingIn(stay) ?? { wardId: stay.wardId, roomId: stay.roomId };
    // Whoever moves is no room-mate of their own.
    const others = beds.filter(({ holder }) => holder?.id !== stay.id);
    return offersFor({ sex: sexOf(stay), isolation: stay.isolation ?? 'none', from }, others, sexOf);
  }, [stay, beds, patients]);
}

/** The patient's document goes along with each claim, where there is one. */
export function named({ patientId }: Pick<Stay, 'patientId'>): { readonly patientId?: string } {
  return patientId ? { patientId } : {};
}
