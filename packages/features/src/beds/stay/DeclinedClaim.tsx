import { sentenceFor, stampMs } from '@healthcare/domain';
import { type BedPlace, type BedState, declinedMove, type Offer, wardsOf } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { IconAlertTriangle, IconBed, isolated, momentOf, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import { useIdPerChoice } from '../../drafts/index.ts';
import { useNames } from '../../staff/index.ts';
import css from '../BedBoard.module.css';
import type { PatientsById } from '../bed-patients.ts';
import { sameProps } from '../board/same-props.ts';
import { useStayName } from '../stay-names.ts';
import type { Stay } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';
import { mayActOnStay } from '../ward-beds.ts';
import { nameShown } from '../who.ts';
import { GiveUpDialog } from './GiveUpDialog.tsx';
import { named, useOffers } from './MoveDialog.tsx';
import { TaskCard } from './TaskCard.tsx';

export interface DeclinedClaimProps {
  readonly stay: Stay;
  /** Beds of the ward as far as this terminal knows them. */
  readonly beds: readonly BedState<Stay>[];
  readonly patients: PatientsById;
  readonly session: Session;
  /** Names, or initials only. */
  readonly named: boolean;
}

/** As many as stand in one row beside the reason; all of them are on the board below. */
const MOST_OFFERED = 3;

/** B6: a patient without the bed that was asked for: why, and the free beds, one press each. */
export function DeclinedClaim({ stay, beds, patients, session, named: byName }: DeclinedClaimProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const name = nameShown(useStayName(stay), byName);
  const nowMs = useNow(60_000);
  // Of a declined move: the bed that was not given, while the patient lies in another.
  const move = declinedMove(stay);
  const { by, at } = move ?? { by: stay.askedBy, at: stay.askedAt };
  const asked = { name: nameOf(by), at: momentOf(stampMs(at), nowMs, language) };
  const no = move?.answer.is === 'declined' ? move.answer.code : stay.code;
  const place = t('place', move ?? stay);
  return (
    <TaskCard
      icon={IconBed}
      label={name}
      title={t('declined.who', { patient: isolated(name), place })}
      why={
        <>
          {sentenceFor(no, language)} {t('askedBy', asked)}.
        </>
      }
    >
      {mayActOnStay('claimed', session, wardsOf(stay)) ? (
        <Offered stay={stay} beds={beds} patients={patients} />
      ) : (
        <p className={css.quiet}>{t('declined.others')}</p>
      )}
    </TaskCard>
  );
}

function Offered({ stay, beds, patients }: Omit<DeclinedClaimProps, 'session' | 'named'>) {
  return <Choices stay={stay} offered={useOffers(stay, beds, patients).slice(0, MOST_OFFERED)} />;
}

interface ChoicesProps {
  readonly stay: Stay;
  readonly offered: readonly Offer[];
}

/** Not drawn again for what changes in a bed that is not offered. */
const Choices = memo(Choice, sameProps<ChoicesProps>({ offered: areSameOffers }));

function Choice({ stay, offered }: ChoicesProps) {
  const { t } = useWords('beds');
  const act = useStayAct();
  const [giving, setGiving] = useState(false);
  const idOf = useIdPerChoice();
  const claim = (place: BedPlace) => {
    const moving = declinedMove(stay) ? { moving: true as const } : {};
    const data = { ...place, patient: stay.patient, ...named(stay), ...moving };
    // The next decline is answered by another claim, also when it is for the same bed again.
    const entryId = idOf(`${stay.claims.length} ${place.roomId} ${place.bedId}`);
    return act(stay.id, stay.patient, { kind: 'claimed', data, entryId });
  };
  return (
    <>
      {offered.length === 0 && <p className={css.quiet}>{t('declined.noFree')}</p>}
      {offered.map(({ place, cautions }) => (
        <Button
          key={`${place.roomId} ${place.bedId}`}
          variant="default"
          leftSection={cautions.length > 0 && <IconAlertTriangle size={16} aria-hidden />}
          onClick={() => void claim(place)}
        >
          {t('place', { room: place.room, bed: place.bed })}
          {cautions.map((caution) => (
            <span key={caution} className={css.caution}>
              {t(`caution.${caution}`)}
            </span>
          ))}
        </Button>
      ))}
      <Button variant="subtle" onClick={() => setGiving(true)}>
        {t('doing.withdrawn')}
      </Button>
      {giving && <GiveUpDialog stay={stay} onClose={() => setGiving(false)} onDone={() => setGiving(false)} />}
    </>
  );
}

/** Plain data of at most three beds. */
function areSameOffers(a: readonly Offer[], b: readonly Offer[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
