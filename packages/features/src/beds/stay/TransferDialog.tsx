import { lyingIn, stayEntries } from '@healthcare/domain/stays';
import { ReasonDialog, useWords } from '@healthcare/ui';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useWardsAsked } from '../hospital/use-wards.ts';
import { useStayName } from '../stay-names.ts';
import { useStayAct } from '../use-stay-act.ts';
import type { DoingDialogProps } from './doing-props.ts';

/** B16: another ward is asked to take the patient, and why; until it answers with a bed nothing changes for the patient. */
export function TransferDialog({ stay, onClose, onDone }: DoingDialogProps) {
  const { t } = useWords('beds');
  const act = useStayAct();
  const name = useStayName(stay);
  const wards = useWardsAsked().filter(({ wardId }) => wardId !== lyingIn(stay)?.wardId);
  const [wardId, setWardId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const go = async () => {
    const data = stayEntries.transferAsked.safeParse({ wardId, reason }).data;
    setWrong(data ? null : t(wardId === null ? 'transfer.noWard' : 'wrongReason'));
    if (data && (await act(stay.id, stay.patient, { kind: 'transferAsked', data }))) onDone();
  };
  return (
    <ReasonDialog
      title={t('transfer.title', { patient: name })}
      what={
        <>
          <p>{t('transfer.what')}</p>
          <Select
            label={t('transfer.ward')}
            data={wards.map(({ wardId: ward, label, free }) => ({
              value: ward,
              label: free === null ? label : t('transfer.free', { ward: label, count: free }),
            }))}
            value={wardId}
            searchable
            nothingFoundMessage={t('transfer.noSuchWard')}
            data-autofocus
            onChange={setWardId}
          />
        </>
      }
      label={t('transfer.label')}
      reason={reason}
      onReason={setReason}
      ready={[t('transfer.ready.first'), t('transfer.ready.second'), t('transfer.ready.third')]}
      wrong={wrong}
      act={t('transfer.go')}
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
