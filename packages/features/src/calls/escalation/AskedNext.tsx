import { stampMs } from '@healthcare/domain';
import { IconArrowUpCircle, momentOf, Pill, useNow } from '@healthcare/ui';
import type { Call } from '../call.ts';
import { useCallWords } from '../call-words.ts';

/** Who is asked beside those who were asked first, and since when: the last step, and how many there were. */
export function AskedNext({ call }: { readonly call: Call }) {
  const { t, language } = useCallWords();
  const nowMs = useNow(60_000);
  const last = call.escalations.at(-1);
  if (!last || call.phase === 'closed' || call.acceptances.length > 0) return null;
  return (
    <Pill icon={IconArrowUpCircle} tone="attention">
      {t('escalation.asked', {
        to: t(`escalation.to.${last.to}`),
        at: momentOf(stampMs(last.at), nowMs, language),
        step: last.step,
      })}
    </Pill>
  );
}
