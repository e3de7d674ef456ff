import { tell, useWords } from '@healthcare/ui';
import { type Stay, useStayAct } from '../../beds/index.ts';
import { type Room, useRoomActMutation } from '../../rooms/index.ts';
import { useNotDoneSentence } from '../../sync/index.ts';

/** Puts somebody in charge; true when it is saved here, false when the person was told why not. */
export function useAssign() {
  const { t } = useWords('lead');
  const sentenceOf = useNotDoneSentence();
  const stayAct = useStayAct();
  const [roomAct] = useRoomActMutation();
  return {
    ofStay: ({ id, patient }: Stay, who: { readonly doctor?: string; readonly nurse?: string }): Promise<boolean> =>
      stayAct(id, patient, { kind: 'amended', data: who }),
    ofRoom: async ({ id, name }: Room, inCharge: string): Promise<boolean> => {
      const { error } = await roomAct({ id, act: { kind: 'amended', data: { inCharge } } });
      if (!error) return true;
      tell({ title: t('people.notDone', { room: name }), message: sentenceOf(error), tone: 'wrong' });
      return false;
    },
  };
}
