import { IconAlertCircle, useWords } from '@healthcare/ui';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { type FormEvent, useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { usePorts } from '../state/index.ts';
import { isProblemCode, useProblemSentence } from './problem-sentence.ts';
import css from './SignInForm.module.css';
import { began } from './session-acts.ts';
import { overOf, type WithSession } from './session-slice.ts';

/** Number and password, then the board. What went wrong stands between the fields and the button, until the next try. */
export function SignInForm() {
  const { t } = useWords('session');
  const { wrong, waiting, submit } = useSignIn();
  return (
    <form className={css.form} onSubmit={submit} aria-labelledby="sign-in" noValidate>
      <h1 id="sign-in">{t('title')}</h1>
      <p className={css.sub}>{t('sub')}</p>
      <SessionOver />
      <TextInput
        name="user"
        label={t('user')}
        autoComplete="username"
        autoFocus
        classNames={{ input: css.number ?? '' }}
      />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
      />
      <Wrong code={wrong} />
      <Button type="submit" fullWidth size="lg" loading={waiting}>
        {t('go')}
      </Button>
    </form>
  );
}

function SessionOver() {
  const sentence = useProblemSentence();
  const over = useSelector(overOf);
  if (over === null) return null;
  return (
    <p className={css.over} role="status">
      <IconAlertCircle size={20} aria-hidden />
      {sentence(isProblemCode(over) || over === 'unreachable' ? over : 'session/expired')}
    </p>
  );
}

function Wrong({ code }: { readonly code: string | null }) {
  const sentence = useProblemSentence();
  return (
    <div role="alert" className={css.alert}>
      {code !== null && (
        <p className={css.wrong}>
          <IconAlertCircle size={20} aria-hidden />
          {sentence(code)}
        </p>
      )}
    </div>
  );
}

function useSignIn() {
  const { gate } = usePorts();
  const dispatch = useDispatch<ThunkDispatch<WithSession, unknown, UnknownAction>>();
  const [wrong, setWrong] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const busy = useRef(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const user = String(fields.get('user') ?? '').trim();
    const password = String(fields.get('password') ?? '');
    if (busy.current) return;
    if (!user || !password) return setWrong('sign-in/incomplete');
    busy.current = true;
    setWaiting(true);
    setWrong(null);
    const answer = await gate.signIn({ user, password });
    busy.current = false;
    setWaiting(false);
    if (answer.ok) await dispatch(began(answer.signedIn));
    else setWrong(answer.code);
  };
  return { wrong, waiting, submit };
}
