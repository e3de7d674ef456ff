import { stayEntries } from '@healthcare/domain/stays';
import { Dialog, DialogActs, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import css from '../BedBoard.module.css';
import { plainTimeOf } from '../plain-time.ts';
import { useStayName } from '../stay-names.ts';
import { useStayAct } from '../use-stay-act.ts';
import type { DoingDialogProps } from './doing-props.ts';
import { MomentField } from './MomentField.tsx';

/** B18: the patient goes for a while, and the bed stays theirs. */
export function LeaveDialog({ stay, onClose, onDone }: DoingDialogProps) {
  const { t } = useWords('beds');
  const ui = useWords('ui');
  const act = useStayAct();
  const name = useStayName(stay);
  const [backAt, setBackAt] = useState('');
  const [wrong, setWrong] = useState(false);
  const now = plainTimeOf(useNow(60_000));
  const go = async () => {
    const data = stayEntries.wentOnLeave.safeParse(backAt === '' ? {} : { backAt }).data;
    const fits = data !== undefined && (data.backAt === undefined || data.backAt > now);
    setWrong(!fits);
    if (fits && (await act(stay.id, stay.patient, { kind: 'wentOnLeave', data }))) onDone();
  };
  return (
    <Dialog title={t('leave.title', { patient: name })} opened onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <p>{t('leave.what', { place: t('place', { room: stay.room, bed: stay.bed }) })}</p>
        <MomentField
          label={t('leave.back')}
          value={backAt}
          wrong={wrong ? t('leave.wrong') : null}
          onChange={setBackAt}
        />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit" data-autofocus>
            {t('leave.go')}
          </Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
