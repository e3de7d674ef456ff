import { clockTime, elapsed } from '../language/time.ts';
import { useNow } from '../language/use-now.ts';
import { useWords } from '../language/use-words.ts';

/** A running age, `4:12`, counted from `sinceMs` (wall ms). Read out as a duration, not as a clock time. */
export function Age({
  sinceMs,
  className = '',
}: {
  readonly sinceMs: number;
  readonly className?: string | undefined;
}) {
  const ageMs = Math.max(0, useNow() - sinceMs);
  return (
    <time className={`${className} ltr`} dateTime={`PT${Math.floor(ageMs / 1000)}S`}>
      {elapsed(ageMs)}
    </time>
  );
}

/** "4 min, 10:42": the age first, the clock second; drawn again once a minute. */
export function Ago({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useWords('ui');
  const minutes = Math.max(0, Math.floor((useNow(60_000) - sinceMs) / 60_000));
  const age =
    minutes < 60 ? t('time.minutes', { count: minutes }) : t('time.hours', { count: Math.floor(minutes / 60) });
  return <time dateTime={new Date(sinceMs).toISOString()}>{t('time.ago', { age, at: clockTime(sinceMs) })}</time>;
}
