import type { Session, WardShown } from '@healthcare/protocol';
import { IconCloudOff, IconMapPin, momentOf, Pill, Skeleton, useNow, useWords } from '@healthcare/ui';
import { useMemo, useState } from 'react';
import { hashOf } from '../../state/index.ts';
import css from './HospitalView.module.css';
import { useHospital, type WardHere } from './use-wards.ts';

/** Every ward of the house at one glance: how full, what is free, what is to be cleaned. One step in is the ward that this terminal holds. */
export function HospitalView({ session }: { readonly session: Session }) {
  const { t, language } = useWords('beds');
  const hospital = useHospital();
  const nowMs = useNow(60_000);
  const [onlyFree, setOnlyFree] = useState(false);
  const wards = useMemo(
    () => (hospital?.wards ?? []).filter(({ counts }) => !onlyFree || (counts?.free ?? 0) > 0),
    [hospital, onlyFree],
  );
  if (!hospital) return <Skeleton />;
  const { toldMs, isOld } = hospital;
  return (
    <section className={css.page} aria-labelledby="hospital">
      <header className={css.bar}>
        <h1 id="hospital">{t('hospital.title')}</h1>
        <Totals wards={hospital.wards} />
        <button type="button" className={css.filter} aria-pressed={onlyFree} onClick={() => setOnlyFree(!onlyFree)}>
          {t('hospital.onlyFree')}
        </button>
        <a className={css.filter} href={hashOf({ screen: 'beds', call: null })}>
          {t('hospital.toWard')}
        </a>
      </header>
      <p className={css.why}>
        {isOld && <IconCloudOff size={20} aria-hidden />}
        {toldMs === null
          ? t('hospital.never')
          : t(isOld ? 'hospital.old' : 'hospital.asOf', { at: momentOf(toldMs, nowMs, language) })}{' '}
        {t('hospital.holds')}
      </p>
      <ul className={css.wards}>
        {wards.map((ward) => (
          <Ward key={ward.wardId} ward={ward} isOwn={ward.wardId === session.wardId} />
        ))}
      </ul>
    </section>
  );
}

function Totals({ wards }: { readonly wards: readonly WardHere[] }) {
  const { t } = useWords('beds');
  const known = wards.flatMap(({ counts }) => (counts ? [counts] : []));
  const sum = (of: (ward: WardShown) => number) => known.reduce((all, ward) => all + of(ward), 0);
  const totals = {
    beds: sum(({ beds }) => beds),
    free: sum(({ free }) => free),
    toClean: sum(({ toClean }) => toClean),
  };
  return <p className={css.totals}>{t('hospital.totals', totals)}</p>;
}

const parts = ['occupied', 'booked', 'asked', 'toClean', 'closed', 'free'] as const;

/** One ward: its free beds largest, because that is what one looks for; the bar below says of what the rest is made. */
function Ward({
  ward: { wardId, wardName, counts, isHeld },
  isOwn,
}: {
  readonly ward: WardHere;
  readonly isOwn: boolean;
}) {
  const { t, language } = useWords('beds');
  return (
    <li className={css.ward} data-full={counts?.free === 0 || undefined}>
      <h2>
        {isOwn ? (
          <a href={hashOf({ screen: 'beds', call: null })}>{t('hospital.ward', { ward: wardId })}</a>
        ) : (
          t('hospital.ward', { ward: wardId })
        )}
        {isOwn && <Pill icon={IconMapPin}>{t('hospital.here')}</Pill>}
      </h2>
      {wardName && (
        <p className={css.name}>
          <bdi>{wardName[language]}</bdi>
        </p>
      )}
      {counts ? (
        <>
          <p className={css.free}>
            <b>{counts.free}</b> {t('hospital.freeOf', { beds: counts.beds })}
          </p>
          <div className={css.cells} aria-hidden>
            {parts.map((part) =>
              counts[part] > 0 ? <i key={part} data-part={part} style={{ flexGrow: counts[part] }} /> : null,
            )}
          </div>
          <ul className={css.parts}>
            {parts
              .filter((part) => counts[part] > 0 && part !== 'free')
              .map((part) => (
                <li key={part}>
                  <i data-part={part} aria-hidden />
                  {t(`hospital.part.${part}`, { count: counts[part] })}
                </li>
              ))}
          </ul>
        </>
      ) : (
        <p className={css.unknown}>{t('hospital.unknown')}</p>
      )}
      {!isHeld && counts && <p className={css.unknown}>{t('hospital.numbersOnly')}</p>}
    </li>
  );
}
