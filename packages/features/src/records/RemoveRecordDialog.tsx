import { recordEntries } from '@healthcare/domain/records';
import { ReasonDialog, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { reasonChanged, reasonDraftOf, reasonDropped } from '../calls/index.ts';
import type { RecordRow } from './record-book.ts';
import { useRecordAct } from './use-record-act.ts';

/** F4: removal is final; that there was something, who removed it and why, stays. */
export function RemoveRecordDialog({ record, onClose }: { readonly record: RecordRow; readonly onClose: () => void }) {
  const { t } = useWords('records');
  const act = useRecordAct();
  const dispatch = useDispatch();
  const of = `removed/${record.id}`;
  const reason = useSelector(reasonDraftOf(of));
  const [wrong, setWrong] = useState<string | null>(null);
  const name = record.is === 'file' ? record.name : record.disease;
  const go = async () => {
    const data = recordEntries.removed.safeParse({ reason }).data;
    setWrong(data ? null : t('remove.wrong'));
    if (!data || !(await act(record.id, name, { kind: 'removed', data }))) return;
    dispatch(reasonDropped(of));
    onClose();
  };
  return (
    <ReasonDialog
      title={t('remove.title', { name })}
      what={<p>{t(record.is === 'file' ? 'remove.whatFile' : 'remove.whatHistory')}</p>}
      label={t('remove.why')}
      reason={reason}
      onReason={(text) => dispatch(reasonChanged({ of, text }))}
      ready={[t('remove.ready.wrongPatient'), t('remove.ready.twice'), t('remove.ready.mistake')]}
      wrong={wrong}
      act={t('remove.go')}
      tone="harm"
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
