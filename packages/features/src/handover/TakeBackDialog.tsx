import { handoverEntries } from '@healthcare/domain/handovers';
import { ReasonDialog } from '@healthcare/ui';
import { useState } from 'react';
import type { PointOf } from './pages.ts';
import type { HandoverActs } from './use-handover.ts';
import { useHandoverWords } from './use-handover-words.ts';

export interface TakeBackDialogProps {
  readonly point: PointOf;
  readonly onTakeBack: HandoverActs['takeBack'];
  readonly onClose: () => void;
}

/** H2: with a reason, which stays. */
export function TakeBackDialog({ point: { handover, point }, onTakeBack, onClose }: TakeBackDialogProps) {
  const { t } = useHandoverWords();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const go = async () => {
    const said = handoverEntries.takenBack.safeParse({ point: point.entry, reason });
    setWrong(said.success ? null : t('write.wrongReason'));
    if (said.success && (await onTakeBack(handover, point.entry, said.data.reason))) onClose();
  };
  return (
    <ReasonDialog
      title={t('write.takeBackTitle', { label: point.subject.label })}
      what={
        <>
          <p>
            <bdi>{point.text}</bdi>
          </p>
          <p>{t('write.takeBackWhat')}</p>
        </>
      }
      label={t('write.takeBackWhy')}
      reason={reason}
      onReason={setReason}
      ready={[t('write.ready.first'), t('write.ready.second'), t('write.ready.third')]}
      wrong={wrong}
      act={t('write.takeBack')}
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
