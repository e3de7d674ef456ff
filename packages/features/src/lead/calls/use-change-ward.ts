import { tell, useWords } from '@healthcare/ui';
import { useNotDoneSentence } from '../../sync/index.ts';
import { useChangeWardMutation, type WardChange, type WardPage } from '../../wards/index.ts';

/** Changes what the ward has decided; true when it is saved here, false when the person was told why not. */
export function useChangeWard(wardId: string, page: WardPage | undefined) {
  const { t } = useWords('lead');
  const sentenceOf = useNotDoneSentence();
  const [run] = useChangeWardMutation();
  return async (change: WardChange): Promise<boolean> => {
    const { error } = await run({ wardId, opened: page !== undefined, change });
    if (!error) return true;
    tell({ title: t('notChanged'), message: sentenceOf(error), tone: 'wrong' });
    return false;
  };
}
