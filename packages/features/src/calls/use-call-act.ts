import { sentenceFor } from '@healthcare/domain';
import { tell } from '@healthcare/ui';
import { useCallback } from 'react';
import { useNames } from '../staff/index.ts';
import type { NotDone } from '../state/index.ts';
import type { CallAsked } from './call.ts';
import { useCallWords, type Where } from './call-words.ts';
import { useActMutation } from './calls-api.ts';

/** Does something to a call. True: saved here. False: nothing was saved, and the person has been told why. */
export type CallActor = (call: Where & { readonly id: string }, act: CallAsked) => Promise<boolean>;

export function useCallAct(): CallActor {
  const [run] = useActMutation();
  const { t, language, place } = useCallWords();
  const { nameOf } = useNames();
  return useCallback(
    async (call, act) => {
      const { error } = await run({ id: call.id, act });
      if (!error) return true;
      const { code, about } = notDone(error);
      const here = { 'here/not-saved': t('notSaved'), 'here/disk-full': t('diskFull') };
      const reason = code in here ? here[code as keyof typeof here] : sentenceFor(code, language);
      const who = code === 'call/already-accepted' && about ? t('onWay', { name: nameOf(about) }) : '';
      tell({
        title: t('notDone', { place: place(call) }),
        message: [who, reason].filter(Boolean).join(' '),
        tone: 'wrong',
      });
      return false;
    },
    [run, t, language, place, nameOf],
  );
}

function notDone(error: NonNullable<Awaited<ReturnType<ReturnType<typeof useActMutation>[0]>>['error']>): NotDone {
  return 'code' in error && error.code ? { ...error, code: error.code } : { code: 'here/not-saved' };
}
