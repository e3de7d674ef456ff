import { sentenceFor, stampMs } from '@healthcare/domain';
import { type BedPlace, wardsOf } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { IconBed, momentOf, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './BedBoard.module.css';
import { EndDialog } from './BedDialog.tsx';
import type { Stay } from './stays-api.ts';
import { useStayAct } from './use-stay-act.ts';
import { mayActOnStay } from './ward-beds.ts';

export interface DeclinedClaimProps {
  readonly stay: Stay;
  /** Beds of the ward that are free as far as this terminal knows. */
  readonly free: readonly BedPlace[];
  readonly session: Session;
}

/** As many as stand in one row of a screen; all of them are on the board below. */
const MOST_OFFERED = 6;

/** B6: a patient without the bed that was asked for: why, and the free beds, one press each. */
export function DeclinedClaim({ stay, free, session }: DeclinedClaimProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const asked = { name: nameOf(stay.askedBy), at: momentOf(stampMs(stay.askedAt), nowMs, language) };
  const place = t('place', { room: stay.room, bed: stay.bed });
  return (
    <article className={css.task} aria-label={stay.patient}>
      <IconBed size={24} stroke={1.75} aria-hidden />
      <div className={css.what}>
        <h3>{t('declined.who', { patient: stay.patient, place })}</h3>
        <p>{sentenceFor(stay.code, language)}</p>
        <p className={css.quiet}>{t('askedBy', asked)}</p>
        {mayActOnStay('claimed', session, wardsOf(stay)) ? (
          <Choices stay={stay} free={free} />
        ) : (
          <p className={css.quiet}>{t('declined.others')}</p>
        )}
      </div>
    </article>
  );
}

function Choices({ stay, free }: Pick<DeclinedClaimProps, 'stay' | 'free'>) {
  const { t } = useWords('beds');
  const { newId } = usePorts();
  const act = useStayAct();
  const [giving, setGiving] = useState(false);
  // Of one decline there is one next claim, however often and wherever it is pressed.
  const [entryId] = useState(newId);
  const offered = inTheirOrder(stay, free).slice(0, MOST_OFFERED);
  const claim = (place: BedPlace) =>
    act(stay.id, stay.patient, { kind: 'claimed', data: { ...place, patient: stay.patient }, entryId });
  return (
    <>
      <p>{t(offered.length > 0 ? 'declined.choose' : 'declined.noFree')}</p>
      <div className={css.choices}>
        {offered.map((place) => (
          <Button key={`${place.roomId} ${place.bedId}`} variant="default" onClick={() => void claim(place)}>
            {t('place', { room: place.room, bed: place.bed })}
          </Button>
        ))}
        <Button variant="subtle" onClick={() => setGiving(true)}>
          {t('withdrawn.open')}
        </Button>
      </div>
      {giving && <EndDialog stay={stay} onClose={() => setGiving(false)} onDone={() => setGiving(false)} />}
    </>
  );
}

/** Those that the arbiter offered first, as far as they are still free. */
function inTheirOrder({ alternatives }: Stay, free: readonly BedPlace[]): readonly BedPlace[] {
  const key = ({ roomId, bedId }: BedPlace) => `${roomId} ${bedId}`;
  const offered = new Set(alternatives.map(key));
  return [...free.filter((one) => offered.has(key(one))), ...free.filter((one) => !offered.has(key(one)))];
}
