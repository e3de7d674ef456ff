import { IconAlertCircle, useWords } from '@healthcare/ui';
import { useProblemSentence } from './problem-sentence.ts';
import css from './SignInForm.module.css';
import type { WrongStep } from './use-step.ts';

/** Why a step was not taken. The place for it is always there, so that it is read out when it fills. */
export function Wrong({ about, hint }: { readonly about: WrongStep | null; readonly hint?: string | undefined }) {
  const { t } = useWords('session');
  const sentence = useProblemSentence();
  return (
    <div role="alert" className={css.alert}>
      {about !== null && (
        <p className={css.wrong}>
          <IconAlertCircle size={20} aria-hidden />
          <span>
            {sentence(about.code)}
            {about.retryAfter !== undefined && ` ${t('again', { seconds: about.retryAfter })}`}
            {hint !== undefined && about.code === 'session/wrong-credentials' && ` ${hint}`}
          </span>
        </p>
      )}
    </div>
  );
}
