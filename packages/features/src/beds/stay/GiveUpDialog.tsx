import { stayEntries } from '@healthcare/domain/stays';
import { ReasonDialog, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useStayName } from '../stay-names.ts';
import { useStayAct } from '../use-stay-act.ts';
import type { DoingDialogProps } from './doing-props.ts';

/** B5, B14: what is asked for or booked is given up, with the reason. */
export function GiveUpDialog({ stay, onClose, onDone }: DoingDialogProps) {
  const { t } = useWords('beds');
  const act = useStayAct();
  const name = useStayName(stay);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const wanted =
    stay.claims.findLast(({ withdrawn, released, arrived }) => !withdrawn && !released && !arrived) ?? stay;
  const go = async () => {
    const data = stayEntries.withdrawn.safeParse({ reason }).data;
    setWrong(data ? null : t('wrongReason'));
    if (data && (await act(stay.id, stay.patient, { kind: 'withdrawn', data }))) onDone();
  };
  return (
    <ReasonDialog
      title={t('withdrawn.title', { patient: name })}
      what={<p>{t('withdrawn.what', { place: t('place', { room: wanted.room, bed: wanted.bed }) })}</p>}
      label={t('withdrawn.label')}
      reason={reason}
      onReason={setReason}
      ready={[t('withdrawn.ready.first'), t('withdrawn.ready.second'), t('withdrawn.ready.third')]}
      wrong={wrong}
      act={t('withdrawn.go')}
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
