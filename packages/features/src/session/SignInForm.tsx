import type { SignInBegun } from '@healthcare/protocol';
import { IconAlertCircle, useWords } from '@healthcare/ui';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { ComponentType, FormEvent } from 'react';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { useAddress, usePorts } from '../state/index.ts';
import { ChoosePassword } from './ChoosePassword.tsx';
import { CodeStep } from './CodeStep.tsx';
import { ForgotPassword } from './ForgotPassword.tsx';
import { isProblemCode, useProblemSentence } from './problem-sentence.ts';
import css from './SignInForm.module.css';
import { overOf } from './session-slice.ts';
import { useStep } from './use-step.ts';
import { Wrong } from './Wrong.tsx';

/** Sets up within the sign-in what the role needs (`what`: `totp`, `passkey`), and goes in; drawn by the account's own screens. */
export type SetUpStep = ComponentType<{
  readonly attempt: string;
  readonly what: string;
  readonly onBack: () => void;
}>;

/** Number and password, then the code, then the board; and the ways around a password that was forgotten. */
export function SignInForm({ SetUp }: { readonly SetUp: SetUpStep }) {
  const { screen, link } = useAddress();
  const [begun, setBegun] = useState<SignInBegun | null>(null);
  const [forgotten, setForgotten] = useState(false);
  const [lacking, setLacking] = useState<string | null>(null);
  const again = () => {
    setLacking(null);
    setBegun(null);
  };
  if (screen === 'password' && link !== null) return <ChoosePassword link={link} onDone={() => setForgotten(false)} />;
  if (forgotten) return <ForgotPassword onBack={() => setForgotten(false)} />;
  if (begun && lacking !== null) return <SetUp attempt={begun.attempt} what={lacking} onBack={again} />;
  return begun ? (
    <CodeStep begun={begun} onBegun={setBegun} onBack={again} onLacking={setLacking} />
  ) : (
    <PasswordStep onBegun={setBegun} onForgot={() => setForgotten(true)} />
  );
}

/** What went wrong stands between the fields and the button, until the next try. */
interface PasswordStepProps {
  readonly onBegun: (begun: SignInBegun) => void;
  readonly onForgot: () => void;
}

function PasswordStep({ onBegun, onForgot }: PasswordStepProps) {
  const { t, language } = useWords('session');
  const { gate } = usePorts();
  const { wrong, waiting, take, refuse } = useStep();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const user = String(fields.get('user') ?? '').trim();
    const password = String(fields.get('password') ?? '');
    const { elements } = event.currentTarget;
    // A scanned badge ends with Enter: the password is next.
    const next = elements.namedItem('password');
    if (user && !password && document.activeElement === elements.namedItem('user') && next instanceof HTMLElement)
      return next.focus();
    if (!user || !password) return refuse('sign-in/incomplete');
    const begun = await take(() => gate.begin({ user, password, language }));
    if (begun) onBegun(begun);
  };
  return (
    <form className={css.form} onSubmit={submit} aria-labelledby="sign-in" noValidate>
      <p className={css.step}>{t('step', { n: 1 })}</p>
      <h1 id="sign-in">{t('title')}</h1>
      <p className={css.sub}>{t('sub')}</p>
      <SessionOver />
      <TextInput name="user" label={t('user')} autoComplete="off" autoFocus classNames={{ input: css.number ?? '' }} />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
      />
      <Wrong about={wrong} />
      <Button type="submit" fullWidth size="lg" loading={waiting}>
        {t('go')}
      </Button>
      <button type="button" className={css.way} onClick={onForgot}>
        {t('forgot.open')}
      </button>
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
