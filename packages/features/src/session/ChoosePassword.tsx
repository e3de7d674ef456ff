import { PasswordField, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { go, usePorts } from '../state/index.ts';
import { OneQuestion } from './OneQuestion.tsx';
import { useStep } from './use-step.ts';

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
  const choose = async (given: FormData) => {
    const password = String(given.get('new-password') ?? '');
    if (!password) return refuse('password/too-short');
    if (await take(() => gate.choosePassword(link, password))) setChosen(true);
  };
  const toSignIn = () => {
    go({ screen: 'calls' });
    onDone();
  };
  return (
    <OneQuestion
      title={t('choose.title')}
      why={t('choose.sub')}
      done={chosen ? t('choose.done') : null}
      wrong={wrong}
      waiting={waiting}
      go={t('choose.go')}
      onGo={(given) => void choose(given)}
      back={t(chosen ? 'go' : 'forgot.back')}
      onBack={toSignIn}
    >
      <PasswordField name="new-password" label={t('choose.password')} autoComplete="new-password" autoFocus />
    </OneQuestion>
  );
}
