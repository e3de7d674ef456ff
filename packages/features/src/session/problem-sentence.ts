import { type ProblemCode, problems } from '@healthcare/protocol';
import { useWords } from '@healthcare/ui';

/** A code of this program, with a sentence of its own. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}

/** What to tell the person for the answer to a sign-in; a code of a newer server is named. */
export function useProblemSentence(): (code: string) => string {
  const { t, language } = useWords('session');
  return (code) => {
    if (code === 'unreachable') return t('unreachable');
    if (code === 'sign-in/incomplete') return t('incomplete');
    if (code === 'sign-in/incomplete-user') return t('forgot.incomplete');
    if (code === 'sign-in/code-incomplete') return t('codeIncomplete');
    return isProblemCode(code) ? problems[code].staff[language] : t('unknown', { code });
  };
}
