import { stayEntries } from '@healthcare/domain/stays';
import { ReasonDialog, useWords } from '@healthcare/ui';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useOpenCallsQuery } from '../../calls/index.ts';
import css from '../BedBoard.module.css';
import { useStayName } from '../stay-names.ts';
import { useStayAct } from '../use-stay-act.ts';
import type { DoingDialogProps } from './doing-props.ts';
import { StayDocumentsList } from './StayDocumentsList.tsx';
import { needsAfter } from './stay-acts.ts';
import { useStayDocuments } from './use-stay-documents.ts';

/** What is looked at before somebody leaves; ids as they are kept in the stay. */
export const dischargeChecks = ['letter', 'medicines', 'lines', 'belongings', 'fetched'] as const;

/** B17: the patient leaves the hospital; before that a checklist, after it a bed to clean. Open calls at the bed and what is missing of the documents are named first. */
export function DischargeDialog({ stay, onClose, onDone }: DoingDialogProps) {
  const { t } = useWords('beds');
  const act = useStayAct();
  const name = useStayName(stay);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState<readonly string[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const { data: calls = [] } = useOpenCallsQuery();
  const open = calls.filter(({ roomId, bed }) => roomId === stay.roomId && bed === stay.bed).length;
  const documents = useStayDocuments(stay);
  const lacking = [open, documents?.notSent ?? 0, documents?.refused ?? 0].filter((count) => count > 0).length;
  const left = dischargeChecks.length - checked.length + lacking;
  const place = t('place', { room: stay.room, bed: stay.bed });
  const tick = (check: string, on: boolean) =>
    setChecked(on ? [...checked, check] : checked.filter((one) => one !== check));
  const go = async () => {
    const data = stayEntries.left.safeParse({ reason, needs: needsAfter(stay), checked }).data;
    setWrong(data ? null : t('wrongReason'));
    if (data && (await act(stay.id, stay.patient, { kind: 'left', data }))) onDone();
  };
  return (
    <ReasonDialog
      title={t('left.title', { patient: name })}
      what={
        <div className={css.form}>
          <p>{t('left.what', { place })}</p>
          <fieldset className={css.checks}>
            <legend>{t('discharge.checks')}</legend>
            {open > 0 && <p className={css.warn}>{t('discharge.calls', { count: open })}</p>}
            <StayDocumentsList of={documents} patientId={stay.patientId} />
            <div className={css.ticks}>
              {dischargeChecks.map((check) => (
                <Checkbox
                  key={check}
                  label={t(`discharge.${check}`)}
                  checked={checked.includes(check)}
                  onChange={(event) => tick(check, event.currentTarget.checked)}
                />
              ))}
            </div>
          </fieldset>
        </div>
      }
      label={t('left.label')}
      reason={reason}
      onReason={setReason}
      ready={[t('left.ready.first'), t('left.ready.second'), t('left.ready.third')]}
      wrong={wrong}
      act={left === 0 ? t('left.go') : t('left.goOpen', { count: left })}
      size="lg"
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
