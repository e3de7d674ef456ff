import { sentenceFor } from '@healthcare/domain';
import { useWords } from '@healthcare/ui';
import { useCallback } from 'react';

/** What to tell the person for an act that was not done: the rule that forbids it, or that this workstation could not write. */
export function useNotDoneSentence(): (error: object) => string {
  const { t, language } = useWords('sync');
  return useCallback(
    (error) => {
      const code = 'code' in error && typeof error.code === 'string' ? error.code : 'here/not-saved';
      if (code === 'here/disk-full') return t('diskFull');
      return code === 'here/not-saved' ? t('notSaved') : sentenceFor(code, language);
    },
    [t, language],
  );
}
