import { stampMs } from '@healthcare/domain';
import { type BedState, cleanlinessOf } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { Dialog, DialogActs, momentOf, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useNames } from '../../staff/index.ts';
import css from '../BedBoard.module.css';
import type { Stay } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';
import { mayActOnStay } from '../ward-beds.ts';

export interface CleaningDialogProps {
  readonly bed: BedState<Stay>;
  readonly session: Session;
  readonly onClose: () => void;
}

/** B17: a bed that was left: since when, who cleans it, and the one press after which it can be given again. */
export function CleaningDialog({ bed, session, onClose }: CleaningDialogProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const act = useStayAct();
  const { leftBy, room } = bed;
  if (!leftBy) return null;
  const { stay, claim } = leftBy;
  const may = mayActOnStay('cleaned', session, [bed.wardId]);
  const run = async (kind: 'cleaningBegun' | 'cleaned') => {
    if (await act(stay.id, stay.patient, { kind, data: { claim: claim.entry } })) onClose();
  };
  const at = (stamp: string) => momentOf(stampMs(stamp), nowMs, language);
  return (
    <Dialog title={t('place', { room, bed: bed.bed.label })} opened onClose={onClose}>
      <p>{t(`clean.${cleanlinessOf(bed) === 'contaminated' ? 'deep' : 'what'}`)}</p>
      {claim.released && (
        <p className={css.quiet}>{t('clean.left', { name: nameOf(claim.released.by), at: at(claim.released.at) })}</p>
      )}
      {claim.cleaningBegun && (
        <p className={css.quiet}>
          {t('clean.begun', { name: nameOf(claim.cleaningBegun.by), at: at(claim.cleaningBegun.at) })}
        </p>
      )}
      {may && (
        <DialogActs>
          {!claim.cleaningBegun && (
            <Button variant="default" onClick={() => void run('cleaningBegun')}>
              {t('clean.begin')}
            </Button>
          )}
          <Button data-autofocus onClick={() => void run('cleaned')}>
            {t('clean.done')}
          </Button>
        </DialogActs>
      )}
    </Dialog>
  );
}
