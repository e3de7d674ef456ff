import { tell, useWords } from '@healthcare/ui';
import { useCallback } from 'react';
import { useNotDoneSentence } from '../sync/index.ts';
import { type RecordAsked, useRecordActMutation } from './records-api.ts';

/** Does something to a record, called `name` on the screen. True: saved here. False: nothing was saved, and the person has been told why. */
export type RecordActor = (id: string, name: string, act: RecordAsked) => Promise<boolean>;

export function useRecordAct(): RecordActor {
  const [run] = useRecordActMutation();
  const { t } = useWords('records');
  const sentenceOf = useNotDoneSentence();
  return useCallback(
    async (id, name, act) => {
      const { error } = await run({ id, act });
      if (!error) return true;
      tell({ title: t('notDone', { name }), message: sentenceOf(error), tone: 'wrong' });
      return false;
    },
    [run, t, sentenceOf],
  );
}
