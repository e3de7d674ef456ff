import { PasswordField, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { go, usePorts } from '../state/index.ts';
import css from './SignInForm.module.css';
import { useStep } from './use-step.ts';
import { Wrong } from './Wrong.tsx';

export interface ChoosePasswordProps {
  /** From the mail. */
  readonly link: string;
  readonly onDone: () => void;
}

/** By the link of an invitation or a reset: a password, once. */
export function ChoosePassword({ link, onDone }: ChoosePasswordProps) {
  const { t } = useWords('session');
  const { gate } = usePorts();
  const { wrong, refuse, waiting, take } = useStep();
  const [chosen, setChosen] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('new-password') ?? '');
    if (!password) return refuse('password/too-short');
    if (await take(() => gate.choosePassword(link, password))) setChosen(true);
  };
  const toSignIn = () => {
    go({ screen: 'calls' });
    onDone();
  };
  return (
    <form className={css.form} onSubmit={submit} aria-labelledby="choose" noValidate>
      <h1 id="choose">{t('choose.title')}</h1>
      {chosen ? (
        <p className={css.told} role="status">
          {t('choose.done')}
        </p>
      ) : (
        <>
          <p className={css.sub}>{t('choose.sub')}</p>
          <PasswordField name="new-password" label={t('choose.password')} autoComplete="new-password" autoFocus />
          <Wrong about={wrong} />
          <Button type="submit" fullWidth size="lg" loading={waiting}>
            {t('choose.go')}
          </Button>
        </>
      )}
      <button type="button" className={css.way} onClick={toSignIn}>
        {t(chosen ? 'go' : 'forgot.back')}
      </button>
    </form>
  );
}
