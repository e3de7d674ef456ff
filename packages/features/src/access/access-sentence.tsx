import { sentenceFor } from '@healthcare/domain';
import { IconAlertCircle, useWords } from '@healthcare/ui';
import type { ReactNode } from 'react';
import { isProblemCode, useProblemSentence } from '../session/index.ts';
import css from './Access.module.css';

/** Why an access was not given, or an act not done. */
export function useAccessSentence(): (code: string) => string {
  const { t, language } = useWords('access');
  const problem = useProblemSentence();
  return (code) => {
    if (code.startsWith('pin/')) return t(code === 'pin/wrong' ? 'wrong.pin' : 'wrong.pinGone');
    if (code === 'unreachable') return t('wrong.unreachable');
    if (code === 'request/not-found') return t('wrong.notTaken');
    if (code.startsWith('here/')) return t('wrong.notSaved');
    return isProblemCode(code) ? problem(code) : sentenceFor(code, language);
  };
}

/** A mistake, where it was made; announced when it comes. */
export function AccessWrong({ children }: { readonly children: ReactNode }) {
  return (
    <div role="alert">
      {children !== null && (
        <p className={css.wrong}>
          <IconAlertCircle size={20} aria-hidden />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}
