import { IconClockHour4, NoticeLine, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { spanOf } from './span.ts';
import { syncOf } from './sync-slice.ts';

/** sync.md, "Time": shown when this workstation's clock is off by more than two minutes. */
const WORTH_SAYING_MS = 2 * 60_000;

export function ClockWarning() {
  const { t } = useWords('sync');
  const { clockOffsetMs } = useSelector(syncOf);
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) <= WORTH_SAYING_MS) return null;
  const { unit, n } = spanOf(Math.abs(clockOffsetMs));
  return (
    <NoticeLine icon={IconClockHour4} tone="attention">
      {t('clock', { span: t(`span.${unit}`, { n }), direction: clockOffsetMs > 0 ? 'ahead' : 'behind' })}
    </NoticeLine>
  );
}
