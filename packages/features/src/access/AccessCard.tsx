import { stampMs } from '@healthcare/domain';
import { overAtMs } from '@healthcare/domain/emergencies';
import {
  IconAlertTriangleFilled,
  IconCheck,
  IconClockHour4,
  IconEye,
  listed,
  momentOf,
  Pill,
  useNow,
  useWords,
} from '@healthcare/ui';
import type { ReactNode } from 'react';
import { useNames } from '../staff/index.ts';
import css from './Access.module.css';
import { type Emergency, useFileHeldQuery } from './emergencies-api.ts';

export interface AccessCardProps {
  readonly access: Emergency;
  readonly isInForce: boolean;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** One emergency access with all that is known of it: who, whose file, why, how it was proven, until when, and what was found. */
export function AccessCard({ access, isInForce, children }: AccessCardProps) {
  const { t, language } = useWords('access');
  const { nameOf, roleOf } = useNames();
  const nowMs = useNow(60_000);
  const { data: file } = useFileHeldQuery(access.patientId, { skip: access.patientId === '' });
  const at = (ms: number) => momentOf(ms, nowMs, language);
  const name = file ? `${file.given[language]} ${file.family[language]}`.trim() : null;
  return (
    <article
      className={css.card}
      aria-label={t('card.label', { who: nameOf(access.askedBy), at: at(stampMs(access.askedAt)) })}
    >
      <header className={css.head}>
        <b>
          <bdi>{nameOf(access.askedBy)}</bdi>
        </b>
        <span className={css.quiet}>{roleOf(access.askedBy)}</span>
        <span className={css.quiet}>{t('card.ward', { ward: access.wardId })}</span>
        <time className={css.end} dateTime={new Date(stampMs(access.askedAt)).toISOString()}>
          {at(stampMs(access.askedAt))}
        </time>
      </header>
      <p className={css.reason}>
        <bdi>{access.reason}</bdi>
      </p>
      <p className={css.facts}>
        <span>
          {t('card.patient')}: <bdi>{name ?? (access.number || access.patientId)}</bdi>
        </span>
        <span>{t(`card.proven.${access.provenBy}`)}</span>
        <span>{stateOf(access, isInForce, { t, at })}</span>
      </p>
      <p className={css.pills}>
        {isInForce && access.state === 'granted' && (
          <Pill tone="attention" icon={IconAlertTriangleFilled}>
            {t('card.inForce')}
          </Pill>
        )}
        {access.review === 'waiting' && (
          <Pill tone="plain" icon={IconClockHour4}>
            {t('card.waiting')}
          </Pill>
        )}
        {access.unsent.length > 0 && (
          <Pill tone="quiet" icon={IconEye}>
            {t('card.unsent')}
          </Pill>
        )}
      </p>
      {access.reviews.map((review) => (
        <p key={review.entry} className={css.review} data-finding={review.finding}>
          <IconCheck size={16} aria-hidden />
          <span>
            <b>{t(`finding.${review.finding}`)}</b> ·{' '}
            <bdi>{listed([nameOf(review.by), at(stampMs(review.at))], language)}</bdi>
            {review.note && (
              <>
                {': '}
                <bdi>{review.note}</bdi>
              </>
            )}
          </span>
        </p>
      ))}
      {children}
    </article>
  );
}

interface Saying {
  readonly t: (key: string, values?: Record<string, unknown>) => string;
  readonly at: (ms: number) => string;
}

function stateOf(access: Emergency, isInForce: boolean, { t, at }: Saying): string {
  if (access.state === 'ended') return t('card.ended', { at: at(stampMs(access.endedAt)) });
  if (access.state === 'asked' && access.provenBy === 'pin') return t('card.heldOnly');
  if (access.state === 'asked') return t(isInForce ? 'card.notGiven' : 'card.neverGiven');
  return t(isInForce ? 'card.until' : 'card.wasUntil', { at: at(overAtMs(access)) });
}
