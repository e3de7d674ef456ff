import { stampMs } from '@healthcare/domain';
import { type BedState, stayEntries, wardsOf, withdrawnTooLate } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import {
  Dialog,
  IconCircleCheckFilled,
  IconCloudUp,
  momentOf,
  Pill,
  ReasonDialog,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNames } from '../../staff/index.ts';
import css from '../BedBoard.module.css';
import { canBeMoved } from '../board/use-tile-drag.ts';
import type { Stay, StayAsked } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';
import { mayActOnStay } from '../ward-beds.ts';

export interface BedDialogProps {
  readonly bed: BedState<Stay>;
  readonly session: Session;
  readonly onMove: (stay: Stay) => void;
  readonly onClose: () => void;
}

/** Everybody who has to do with a bed: its holder, and those for whom it is asked; and what can be ended. */
export function BedDialog({ bed: of, session, onMove, onClose }: BedDialogProps) {
  const { room, bed, holder, provisional } = of;
  const { t } = useWords('beds');
  const [ending, setEnding] = useState<Stay | null>(null);
  const place = t('place', { room, bed: bed.label });
  if (ending) return <EndDialog stay={ending} onClose={() => setEnding(null)} onDone={onClose} />;
  return (
    <Dialog title={place} opened onClose={onClose}>
      <ul className={css.people}>
        {[...(holder ? [holder] : []), ...provisional].map((stay) => (
          <OneStay key={stay.id} stay={stay} session={session} onEnd={() => setEnding(stay)}>
            {stay === holder && canBeMoved(of) && mayActOnStay('claimed', session, [of.wardId]) && (
              <Button variant="default" onClick={() => onMove(stay)}>
                {t('move.open')}
              </Button>
            )}
          </OneStay>
        ))}
      </ul>
    </Dialog>
  );
}

interface OneStayProps {
  readonly stay: Stay;
  readonly session: Session;
  readonly onEnd: () => void;
  readonly children: ReactNode;
}

function OneStay({ stay, session, onEnd, children }: OneStayProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const act = endOf(stay);
  const [late] = withdrawnTooLate(stay);
  const asked = { name: nameOf(stay.askedBy), at: momentOf(stampMs(stay.askedAt), nowMs, language) };
  return (
    <li data-kind={stay.state}>
      <h3>
        <bdi>{stay.patient}</bdi>
        {stay.state === 'confirmed' ? (
          <Pill icon={IconCircleCheckFilled} tone="present">
            {t('kind.held')}
          </Pill>
        ) : (
          <Pill icon={IconCloudUp}>{t('kind.asked')}</Pill>
        )}
      </h3>
      <p className={css.quiet}>{t('askedBy', asked)}</p>
      {late && <p className={css.late}>{t('tooLate', { name: nameOf(late.by), reason: late.reason })}</p>}
      {children}
      {mayActOnStay(act, session, wardsOf(stay)) && (
        <Button variant="default" onClick={onEnd}>
          {t(`${act}.open`)}
        </Button>
      )}
    </li>
  );
}

/** A bed that is held is left; one that is only asked for is given up (B5). */
function endOf({ state }: Stay): 'left' | 'withdrawn' {
  return state === 'confirmed' ? 'left' : 'withdrawn';
}

/** B17: after isolation a bed is contaminated, not only dirty. Undefined where the reason is none. */
function actFrom(act: 'left' | 'withdrawn', { isolation = 'none' }: Stay, reason: string): StayAsked | undefined {
  if (act === 'withdrawn') {
    const data = stayEntries.withdrawn.safeParse({ reason }).data;
    return data && { kind: act, data };
  }
  const needs = isolation === 'none' ? 'cleaning' : 'deepCleaning';
  const data = stayEntries.left.safeParse({ reason, needs }).data;
  return data && { kind: act, data };
}

export interface EndDialogProps {
  readonly stay: Stay;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what will happen to which patient's bed, and asks why. */
export function EndDialog({ stay, onClose, onDone }: EndDialogProps) {
  const { t } = useWords('beds');
  const run = useStayAct();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const act = endOf(stay);
  const place = t('place', { room: stay.room, bed: stay.bed });
  const go = async () => {
    const asked = actFrom(act, stay, reason);
    setWrong(asked ? null : t('wrongReason'));
    if (asked && (await run(stay.id, stay.patient, asked))) onDone();
  };
  return (
    <ReasonDialog
      title={t(`${act}.title`, { patient: stay.patient })}
      what={<p>{t(`${act}.what`, { place })}</p>}
      label={t(`${act}.label`)}
      reason={reason}
      onReason={setReason}
      ready={[t(`${act}.ready.first`), t(`${act}.ready.second`), t(`${act}.ready.third`)]}
      wrong={wrong}
      act={t(`${act}.go`)}
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
