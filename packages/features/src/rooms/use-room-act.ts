import { tell } from '@healthcare/ui';
import { useCallback } from 'react';
import { useNotDoneSentence } from '../sync/index.ts';
import { type RoomAsked, useRoomActMutation } from './rooms-api.ts';

/** Does something to a room. True: saved here. False: nothing was saved, and the person has been told why under this title. */
export function useRoomAct(): (id: string, notDone: string, act: RoomAsked) => Promise<boolean> {
  const [run] = useRoomActMutation();
  const sentenceOf = useNotDoneSentence();
  return useCallback(
    async (id, notDone, act) => {
      const { error } = await run({ id, act });
      if (!error) return true;
      tell({ title: notDone, message: sentenceOf(error), tone: 'wrong' });
      return false;
    },
    [run, sentenceOf],
  );
}
