import { bookedFor, openTransfer, wardsOf } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { Dialog, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { CallsFromBed } from '../../calls/index.ts';
import css from '../BedBoard.module.css';
import type { PatientsById } from '../bed-patients.ts';
import type { TileFacts } from '../board/tile-facts.ts';
import { callFrom } from '../call-from.ts';
import { useStayName } from '../stay-names.ts';
import type { Stay } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';
import { mayActOnStay } from '../ward-beds.ts';
import { DischargeDialog } from './DischargeDialog.tsx';
import type { DoingDialogProps } from './doing-props.ts';
import { FactsDialog } from './FactsDialog.tsx';
import { GiveUpDialog } from './GiveUpDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { StayCard } from './StayCard.tsx';
import { actOfDoing, doingsFor, needsAfter, type StayDoing } from './stay-acts.ts';
import { TransferDialog } from './TransferDialog.tsx';

export interface BedDialogProps {
  readonly tile: TileFacts;
  readonly patients: PatientsById;
  readonly session: Session;
  readonly onMove: (stay: Stay) => void;
  /** Opens the form of a call from this bed; absent for who may raise none. */
  readonly onCall?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Everybody who has to do with a bed, what is known of their stay, and everything that can be done to it. */
export function BedDialog({ tile: { bed }, patients, session, onMove, onCall, onClose }: BedDialogProps) {
  const { t } = useWords('beds');
  const [doing, setDoing] = useState<{ readonly what: StayDoing; readonly stay: Stay } | null>(null);
  const runAtOnce = useActAtOnce();
  const people = [...(bed.holder ? [bed.holder] : []), ...bed.provisional];
  const begin = async (what: StayDoing, stay: Stay) => {
    if (what === 'move') onMove(stay);
    else if (what !== 'arrived' && what !== 'cameBack') setDoing({ what, stay });
    else if (await runAtOnce(what, stay)) onClose();
  };
  if (doing) return <Doing {...doing} onBack={() => setDoing(null)} onDone={onClose} />;
  return (
    <Dialog title={t('place', { room: bed.room, bed: bed.bed.label })} size={640} opened onClose={onClose}>
      {onCall && <CallsFromBed from={callFrom(bed)} onRaised={onClose} onMore={onCall} />}
      <ul className={css.people}>
        {people.map((stay) => (
          <StayCard key={stay.id} stay={stay} patients={patients} isHolder={stay === bed.holder} use={bed.use}>
            {doingsFor(stay, bed)
              .filter((what) => mayActOnStay(actOfDoing[what], session, wardsOf(stay)))
              .map((what) => (
                <Button
                  key={what}
                  variant={what === 'arrived' ? 'filled' : 'default'}
                  onClick={() => void begin(what, stay)}
                >
                  {t(`doing.${what}`)}
                </Button>
              ))}
          </StayCard>
        ))}
      </ul>
    </Dialog>
  );
}

interface DoingProps {
  readonly what: StayDoing;
  readonly stay: Stay;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

function Doing({ what, stay, onBack, onDone }: DoingProps) {
  switch (what) {
    case 'facts':
      return <FactsDialog stay={stay} onClose={onBack} onDone={onDone} />;
    case 'transfer':
      return <TransferDialog stay={stay} onClose={onBack} onDone={onDone} />;
    case 'transferWithdrawn':
      return <TakeBackDialog stay={stay} onClose={onBack} onDone={onDone} />;
    case 'wentOnLeave':
      return <LeaveDialog stay={stay} onClose={onBack} onDone={onDone} />;
    case 'discharge':
      return <DischargeDialog stay={stay} onClose={onBack} onDone={onDone} />;
    case 'withdrawn':
      return <GiveUpDialog stay={stay} onClose={onBack} onDone={onDone} />;
    case 'arrived':
    case 'cameBack':
    case 'move':
      return null;
  }
}

/** Acts that say everything by their name. */
function useActAtOnce() {
  const act = useStayAct();
  return (what: 'arrived' | 'cameBack', stay: Stay) => {
    const booked = bookedFor(stay);
    if (what === 'cameBack') return act(stay.id, stay.patient, { kind: what, data: {} });
    if (!booked) return Promise.resolve(false);
    return act(stay.id, stay.patient, { kind: what, data: { claim: booked.entry, needs: needsAfter(stay) } });
  };
}

/** B16: whoever asked another ward takes it back. */
function TakeBackDialog({ stay, onClose, onDone }: DoingDialogProps) {
  const { t } = useWords('beds');
  const ui = useWords('ui');
  const act = useStayAct();
  const name = useStayName(stay);
  const asked = openTransfer(stay);
  const go = async () => {
    if (!asked) return onClose();
    const data = { request: asked.entry, reason: t('transfer.takenBack') };
    if (await act(stay.id, stay.patient, { kind: 'transferWithdrawn', data })) onDone();
  };
  return (
    <Dialog title={t('transfer.backTitle', { patient: name })} opened onClose={onClose}>
      <p>{t('transfer.backWhat', { ward: asked?.wardId ?? '' })}</p>
      <div className={css.choices}>
        <Button variant="default" onClick={onClose}>
          {ui.t('kit.cancel')}
        </Button>
        <Button onClick={() => void go()}>{t('doing.transferWithdrawn')}</Button>
      </div>
    </Dialog>
  );
}
