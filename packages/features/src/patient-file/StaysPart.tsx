import { stampMs } from '@healthcare/domain';
import { isOver, lyingIn } from '@healthcare/domain/stays';
import { EmptyState, IconBed, IconCheck, IconCloudUp, momentOf, Pill, useNow, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { useNames } from '../staff/index.ts';
import { hearsAll } from '../sync/index.ts';
import type { PartProps } from './AllergiesPart.tsx';
import css from './StaysPart.module.css';
import type { HeldStay } from './stay-book.ts';

/** Every stay with its beds one after another: now, booked, over. */
export function StaysPart({ file }: Pick<PartProps, 'file'>) {
  const { t } = useWords('file');
  const stays = file.stays.toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
  const hears = useSelector(hearsAll);
  if (stays.length === 0)
    return (
      <div className={css.empty}>
        <EmptyState icon={IconBed} title={t('stays.none')} why={t(hears ? 'stays.noneWhy' : 'stays.noneKnownWhy')} />
      </div>
    );
  return (
    <ol className={css.list} aria-label={t('part.stays')}>
      {stays.map((stay) => (
        <OneStay key={stay.id} stay={stay} />
      ))}
    </ol>
  );
}

function OneStay({ stay }: { readonly stay: HeldStay }) {
  const { t, language } = useWords('file');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const moment = (at: string) => momentOf(stampMs(at), nowMs, language);
  const over = isOver(stay);
  const facts = [
    ['disease', stay.disease],
    ['treatment', stay.treatment],
    ['description', stay.description],
    ['doctor', stay.doctor && nameOf(stay.doctor)],
    ['nurse', stay.nurse && nameOf(stay.nurse)],
    ['isolation', stay.isolation && stay.isolation !== 'none' ? t(`isolation.${stay.isolation}`) : undefined],
    ['until', stay.until && momentOf(new Date(stay.until).getTime(), nowMs, language)],
    ['reason', over ? (stay.departures.at(-1)?.reason ?? stay.withdrawals.at(-1)?.reason) : undefined],
  ] as const;
  return (
    <li className={css.stay}>
      <header>
        <h2>{t('place', { room: stay.room, bed: stay.bed })}</h2>
        <StayPill stay={stay} />
      </header>
      <dl>
        {facts.flatMap(([field, value]) =>
          value
            ? [
                <dt key={field}>{t(`stays.${field}`)}</dt>,
                <dd key={`${field}-value`}>
                  <bdi>{value}</bdi>
                </dd>,
              ]
            : [],
        )}
      </dl>
      <ol className={css.claims} aria-label={t('stays.beds')}>
        {stay.claims.map((claim) => (
          <li key={claim.entry}>
            <b>{t('place', { room: claim.room, bed: claim.bed })}</b>{' '}
            <span>
              {t(`stays.answer.${claim.answer.is}`, {
                at: moment(claim.answer.is === 'waiting' ? claim.at : claim.answer.at),
              })}
            </span>
            {claim.released && <span>{t('stays.until2', { at: moment(claim.released.at) })}</span>}
          </li>
        ))}
      </ol>
    </li>
  );
}

function StayPill({ stay }: { readonly stay: HeldStay }) {
  const { t } = useWords('file');
  if (isOver(stay)) return <Pill icon={IconCheck}>{t('stays.over')}</Pill>;
  if (lyingIn(stay))
    return (
      <Pill icon={IconBed} tone="present">
        {t('stays.now')}
      </Pill>
    );
  return (
    <Pill icon={stay.state === 'confirmed' ? IconBed : IconCloudUp}>
      {t(stay.state === 'confirmed' ? 'stays.booked' : 'stays.asked')}
    </Pill>
  );
}
