import { tell, useWords } from '@healthcare/ui';
import { useCallback } from 'react';
import { useNotDoneSentence } from '../sync/index.ts';
import { type PatientAsked, usePatientActMutation } from './patients-api.ts';

/** Does something to a patient's document. True: saved here. False: nothing was saved, and the person has been told why. */
export type PatientActor = (
  patient: { readonly id: string; readonly name: string },
  act: PatientAsked,
) => Promise<boolean>;

export function usePatientAct(): PatientActor {
  const [run] = usePatientActMutation();
  const { t } = useWords('patients');
  const sentenceOf = useNotDoneSentence();
  return useCallback(
    async ({ id, name }, act) => {
      const { error } = await run({ id, act });
      if (!error) return true;
      tell({ title: t('notDone', { patient: name }), message: sentenceOf(error), tone: 'wrong' });
      return false;
    },
    [run, t, sentenceOf],
  );
}
