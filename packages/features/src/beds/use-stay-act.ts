import { tell, useWords } from '@healthcare/ui';
import { useCallback } from 'react';
import { useNotDoneSentence } from '../sync/index.ts';
import { type StayAsked, useStayActMutation } from './stays-api.ts';

/** Does something to a stay. True: saved here. False: nothing was saved, and the person has been told why. */
export type StayActor = (id: string, patient: string, act: StayAsked) => Promise<boolean>;

export function useStayAct(): StayActor {
  const [run] = useStayActMutation();
  const { t } = useWords('beds');
  const sentenceOf = useNotDoneSentence();
  return useCallback(
    async (id, patient, act) => {
      const { error } = await run({ id, act });
      if (!error) return true;
      tell({ title: t('notDone', { patient }), message: sentenceOf(error), tone: 'wrong' });
      return false;
    },
    [run, t, sentenceOf],
  );
}
