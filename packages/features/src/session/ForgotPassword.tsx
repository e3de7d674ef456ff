import { CodeField, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './SignInForm.module.css';
import { useStep } from './use-step.ts';
import { Wrong } from './Wrong.tsx';

/** Asks for a mail with a link. What is answered does not tell whether there is such an account. */
export function ForgotPassword({ onBack }: { readonly onBack: () => void }) {
  const { t } = useWords('session');
  const { gate } = usePorts();
  const { wrong, refuse, waiting, take } = useStep();
  const [asked, setAsked] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const user = String(new FormData(event.currentTarget).get('user') ?? '').trim();
    if (!user) return refuse('sign-in/incomplete-user');
    if (await take(() => gate.askReset(user))) setAsked(true);
  };
  return (
    <form className={css.form} onSubmit={submit} aria-labelledby="forgot" noValidate>
      <h1 id="forgot">{t('forgot.title')}</h1>
      {asked ? (
        <p className={css.told} role="status">
          {t('forgot.asked')}
        </p>
      ) : (
        <>
          <p className={css.sub}>{t('forgot.sub')}</p>
          <CodeField name="user" label={t('user')} autoComplete="off" autoFocus />
          <Wrong about={wrong} />
          <Button type="submit" fullWidth size="lg" loading={waiting}>
            {t('forgot.go')}
          </Button>
        </>
      )}
      <button type="button" className={css.way} onClick={onBack}>
        {t('forgot.back')}
      </button>
    </form>
  );
}
