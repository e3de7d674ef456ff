import { useEffect, useRef, useState } from 'react';
import { newCalls } from './announcements.ts';
import { useCallWords } from './call-words.ts';
import { useHeardCalls } from './escalation/use-heard-calls.ts';
import { heardAs } from './sounding.ts';

interface Said {
  readonly loud: string;
  readonly calm: string;
}

/** Says new calls to a screen reader: high ones at once, the others when it has finished its sentence. */
export function Announcer() {
  const { t, place } = useCallWords();
  const calls = useHeardCalls();
  const known = useRef<ReadonlySet<string> | null>(null);
  const [said, setSaid] = useState<Said>({ loud: '', calm: '' });
  useEffect(() => {
    if (!calls) return;
    const fresh = newCalls(known.current, calls);
    known.current = new Set(calls.map(heardAs));
    if (fresh.length === 0) return;
    const sentence = (high: boolean) =>
      fresh
        .filter(({ priority }) => (priority === 'high') === high)
        .map((call) =>
          t('announce', { kind: t(`kind.${call.kind}`), place: place(call), priority: t(`priority.${call.priority}`) }),
        )
        .join(' ');
    setSaid({ loud: sentence(true), calm: sentence(false) });
  }, [calls, t, place]);
  return (
    <>
      <div className="unseen" role="log" aria-live="assertive" aria-label={t('announceHigh')}>
        {said.loud}
      </div>
      <div className="unseen" role="log" aria-live="polite" aria-label={t('announceOther')}>
        {said.calm}
      </div>
    </>
  );
}
