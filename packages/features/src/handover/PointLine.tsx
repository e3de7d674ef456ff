import { stampMs } from '@healthcare/domain';
import type { Point } from '@healthcare/domain/handovers';
import { IconCheck, IconClockHour4, Pill } from '@healthcare/ui';
import type { ReactNode } from 'react';
import css from './Handover.module.css';
import { useHandoverWords } from './use-handover-words.ts';

export interface PointLineProps {
  readonly point: Point;
  /** Says what it is about; left out where that stands above already. */
  readonly labelled: boolean;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** One thing the next shift has to know: what about, the words, who wrote it when, and who has heard it. */
export function PointLine({ point, labelled, children }: PointLineProps) {
  const { t, nameOf, moment, names } = useHandoverWords();
  const { subject, text, by, at, afterSignature, acknowledged } = point;
  return (
    <li className={css.point}>
      <div>
        {labelled && (
          <b>
            <bdi>{subject.is === 'ward' ? t('write.ward') : subject.label}</bdi>
          </b>
        )}
        <p className={css.words}>
          <bdi>{text}</bdi>
        </p>
        <p className={css.quiet}>
          {t('write.by', { name: nameOf(by), at: moment(stampMs(at)) })}
          {afterSignature && (
            <Pill icon={IconClockHour4} tone="attention">
              {t('take.later')}
            </Pill>
          )}
          {acknowledged.length > 0 && (
            <Pill icon={IconCheck} tone="present">
              {t('take.acknowledged', { names: names(acknowledged.map((deed) => deed.by)) })}
            </Pill>
          )}
        </p>
      </div>
      {children}
    </li>
  );
}
