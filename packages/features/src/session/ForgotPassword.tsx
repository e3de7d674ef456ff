import { CodeField, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { usePorts } from '../state/index.ts';
import { OneQuestion } from './OneQuestion.tsx';
import { useStep } from './use-step.ts';

/** Asks for a mail with a link. What is answered does not tell whether there is such an account. */
export function ForgotPassword({ onBack }: { readonly onBack: () => void }) {
  const { t } = useWords('session');
  const { gate } = usePorts();
  const { wrong, refuse, waiting, take } = useStep();
  const [asked, setAsked] = useState(false);
  const ask = async (given: FormData) => {
    const user = String(given.get('user') ?? '').trim();
    if (!user) return refuse('sign-in/incomplete-user');
    if (await take(() => gate.askReset(user))) setAsked(true);
  };
  return (
    <OneQuestion
      title={t('forgot.title')}
      why={t('forgot.sub')}
      done={asked ? t('forgot.asked') : null}
      wrong={wrong}
      waiting={waiting}
      go={t('forgot.go')}
      onGo={(given) => void ask(given)}
      back={t('forgot.back')}
      onBack={onBack}
    >
      <CodeField name="user" label={t('user')} autoComplete="off" autoFocus />
    </OneQuestion>
  );
}
