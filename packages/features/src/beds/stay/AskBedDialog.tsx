import { type BedState, stayEntries } from '@healthcare/domain/stays';
import { Dialog, DialogActs, TextField, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { usePorts } from '../../state/index.ts';
import { hearsServer } from '../../sync/index.ts';
import css from '../BedBoard.module.css';
import type { Stay } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';

export interface AskBedDialogProps {
  readonly bed: BedState<Stay>;
  readonly onClose: () => void;
}

/** B1: asks for a free bed for a patient. What is asked is not given before the server has confirmed it. */
export function AskBedDialog({ bed: { wardId, roomId, room, bed }, onClose }: AskBedDialogProps) {
  const { t } = useWords('beds');
  const ui = useWords('ui');
  const { newId } = usePorts();
  const hears = useSelector(hearsServer);
  const act = useStayAct();
  // Made with what is asked, so that pressing twice is asking once.
  const [{ patient, ...ids }, setAsked] = useState(() => ({ patient: '', stay: newId(), entry: newId() }));
  const [wrong, setWrong] = useState<string | null>(null);
  const ask = async () => {
    const place = { wardId, roomId, room, bedId: bed.id, bed: bed.label };
    const claim = stayEntries.claimed.safeParse({ ...place, patient });
    setWrong(claim.success ? null : t('ask.wrong'));
    if (!claim.success) return;
    const asked = await act(ids.stay, claim.data.patient, { kind: 'claimed', data: claim.data, entryId: ids.entry });
    if (asked) onClose();
  };
  return (
    <Dialog title={t('ask.title', { place: t('place', { room, bed: bed.label }) })} opened onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <p>{t(hears ? 'ask.what' : 'ask.whatCut')}</p>
        <TextField
          label={t('ask.patient')}
          value={patient}
          wrong={wrong}
          data-autofocus
          autoComplete="off"
          onChange={(event) => setAsked({ patient: event.currentTarget.value, stay: newId(), entry: newId() })}
        />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('ask.go')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
