import type { Session } from '@healthcare/protocol';
import { pinTrouble } from '@healthcare/replica';
import { clockTime, Dialog, DialogActs, FieldError, PasswordField, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './SetPinDialog.module.css';

interface SetPinDialogProps {
  readonly session: Session;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Which sentence stands where: in the language of the moment it is read. */
type Wrong = { readonly at: 'pin' | 'again' | 'all'; readonly word: string } | null;

/** Twice the same, not easy to guess; it holds for this person at this terminal until their sign-in ends. */
export function SetPinDialog({ session, opened, onClose }: SetPinDialogProps) {
  const { t } = useWords('unlock');
  const { wrong, waiting, submit } = useSetPin(session, onClose);
  const at = (field: string) => (wrong?.at === field ? t(wrong.word) : null);
  return (
    <Dialog title={t('set.title')} opened={opened} onClose={onClose}>
      <form className={css.form} onSubmit={submit} noValidate>
        <p>{t('set.what', { until: clockTime(Date.parse(session.expiresAt)) })}</p>
        <PasswordField name="pin" label={t('set.pin')} autoComplete="off" data-autofocus wrong={at('pin')} />
        <PasswordField name="again" label={t('set.again')} autoComplete="off" wrong={at('again')} />
        <div role="alert">{wrong?.at === 'all' && <FieldError>{t(wrong.word)}</FieldError>}</div>
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {t('offerLater')}
          </Button>
          <Button type="submit" loading={waiting}>
            {t('set.go')}
          </Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

function useSetPin({ user, role }: Session, onDone: () => void) {
  const { t } = useWords('unlock');
  const { unlocking } = usePorts();
  const { directory } = useNames();
  const [wrong, setWrong] = useState<Wrong>(null);
  const [waiting, setWaiting] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const pin = String(fields.get('pin') ?? '');
    const trouble = pinTrouble(pin, [user]);
    if (trouble) return setWrong({ at: 'pin', word: `set.${trouble.slice('pin/'.length)}` });
    if (fields.get('again') !== pin) return setWrong({ at: 'again', word: 'set.differ' });
    setWrong(null);
    setWaiting(true);
    const { name = { en: user, ar: user }, sex = 'female' } = directory[user] ?? {};
    const failed = await unlocking.setPin({ user, name, role, sex }, pin);
    setWaiting(false);
    if (failed === 'pin/own-number' || failed === 'pin/badge-number')
      return setWrong({ at: 'pin', word: `set.${failed.slice('pin/'.length)}` });
    if (failed !== null) return setWrong({ at: 'all', word: failed === 'pin/not-kept' ? 'set.notKept' : 'set.failed' });
    tell({ title: t('set.done') });
    onDone();
  };
  return { wrong, waiting, submit };
}
