import { stampMs } from '@healthcare/domain';
import { roomEntries } from '@healthcare/domain/rooms';
import type { BedState } from '@healthcare/domain/stays';
import { Dialog, DialogActs, momentOf, ReasonDialog, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRoomAct } from '../../rooms/index.ts';
import { useNames } from '../../staff/index.ts';
import type { Stay } from '../stays-api.ts';

export interface ServiceDialogProps {
  readonly bed: BedState<Stay>;
  /** M5: may the person who is here close and open it? */
  readonly may: boolean;
  readonly onClose: () => void;
}

/** M5: a bed is taken out of service, and why. */
export function CloseBedDialog({ bed: { roomId, room, bed }, onClose }: Omit<ServiceDialogProps, 'may'>) {
  const { t } = useWords('beds');
  const act = useRoomAct();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const place = t('place', { room, bed: bed.label });
  const go = async () => {
    const data = roomEntries.bedClosed.safeParse({ bed: bed.id, reason }).data;
    setWrong(data ? null : t('wrongReason'));
    if (data && (await act(roomId, t('close.notDone', { place }), { kind: 'bedClosed', data }))) onClose();
  };
  return (
    <ReasonDialog
      title={t('close.title', { place })}
      what={<p>{t('close.what')}</p>}
      label={t('close.label')}
      reason={reason}
      onReason={setReason}
      ready={[t('close.ready.first'), t('close.ready.second'), t('close.ready.third')]}
      wrong={wrong}
      act={t('close.go')}
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}

/** M5: who closed it and why; one press opens it again. */
export function ClosedBedDialog({ bed: { roomId, room, bed, closed }, may, onClose }: ServiceDialogProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const act = useRoomAct();
  if (!closed) return null;
  const place = t('place', { room, bed: bed.label });
  const at = momentOf(stampMs(closed.at), nowMs, language);
  const open = async () => {
    if (await act(roomId, t('close.notDone', { place }), { kind: 'bedOpened', data: { bed: bed.id } })) onClose();
  };
  return (
    <Dialog title={place} opened onClose={onClose}>
      <p>{t('close.closedBy', { name: nameOf(closed.by), at, reason: closed.reason })}</p>
      {may && (
        <DialogActs>
          <Button data-autofocus onClick={() => void open()}>
            {t('close.reopen')}
          </Button>
        </DialogActs>
      )}
    </Dialog>
  );
}
