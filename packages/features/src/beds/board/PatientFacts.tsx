import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconDoorExit,
  IconShieldHalf,
  initialsOf,
  isolated,
  useNow,
  useWords,
} from '@healthcare/ui';
import type { Names } from '../../staff/index.ts';
import { plainTimeOf, shortly } from '../plain-time.ts';
import type { Stay } from '../stays-api.ts';
import { initialsFor, type Who, whoIs } from '../who.ts';
import css from './BedTile.module.css';
import type { TileFacts } from './tile-facts.ts';

interface Shown {
  readonly tile: TileFacts;
  readonly stay: Stay;
  /** Names, or initials only. */
  readonly named: boolean;
}

/** The name, never read without its direction; initials where the board is seen by everybody. */
export function PatientName({ tile, stay, named }: Shown) {
  const { language } = useWords('beds');
  const { name } = whoIs(stay, tile.patient, { language, today: '' });
  return <bdi className={css.name}>{named ? name : initialsFor(name)}</bdi>;
}

interface PatientFactsProps extends Shown {
  readonly today: string;
  readonly staff: Names;
}

/** Sex and age, expected discharge; diagnosis, who answers; what must not be overlooked. */
export function PatientFacts({ tile, stay, today, named, staff }: PatientFactsProps) {
  const { language } = useWords('beds');
  const who = whoIs(stay, tile.patient, { language, today });
  return (
    <>
      <span className={css.row}>
        <SexAndAge who={who} />
        <Leaving stay={stay} />
      </span>
      <span className={css.row}>
        <bdi className={css.diagnosis}>{named ? stay.disease : ''}</bdi>
        <Answering stay={stay} staff={staff} />
      </span>
      <Marks stay={stay} who={who} />
    </>
  );
}

export function SexAndAge({ who: { sex, age, isAbout } }: { readonly who: Who }) {
  const { t } = useWords('beds');
  return (
    <span>
      {sex !== 'notKnown' && t(`tile.sex.${sex}`)} {age !== null && (isAbout ? t('tile.about', { age }) : age)}
    </span>
  );
}

/** On leave, until when they come back; otherwise when they are expected to leave. */
function Leaving({ stay: { until, leave } }: { readonly stay: Stay }) {
  const { t, language } = useWords('beds');
  const now = plainTimeOf(useNow(60_000));
  if (leave?.backAt)
    return <span className={css.out}>{t('tile.back', { at: shortly(leave.backAt, now, language) })}</span>;
  if (!until) return null;
  const isToday = until.slice(0, 10) === now.slice(0, 10);
  return (
    <span className={css.out} data-today={isToday || undefined} data-late={until < now || undefined}>
      <IconDoorExit size={15} className="turns" aria-hidden />
      <span className="unseen">{t(until < now ? 'tile.outLate' : 'tile.out')}</span>
      <bdi>{shortly(until, now, language)}</bdi>
    </span>
  );
}

/** Doctor / nurse by their initials; whole for who cannot see them. */
function Answering({ stay: { doctor, nurse }, staff }: { readonly stay: Stay; readonly staff: Names }) {
  const { t } = useWords('beds');
  const { nameOf } = staff;
  if (!doctor && !nurse) return null;
  const short = (user: string | undefined) => (user ? initialsOf(nameOf(user)) : '–');
  const said = (user: string | undefined) => (user ? isolated(nameOf(user)) : t('tile.nobody'));
  return (
    <span className={css.people}>
      <span aria-hidden>
        {short(doctor)} / {short(nurse)}
      </span>
      <span className="unseen">{t('tile.answering', { doctor: said(doctor), nurse: said(nurse) })}</span>
    </span>
  );
}

function Marks({ stay: { isolation = 'none' }, who: { allergy } }: { readonly stay: Stay; readonly who: Who }) {
  const { t } = useWords('beds');
  if (allergy === 'none' && isolation === 'none') return null;
  const Sign = allergy === 'disputed' ? IconArrowsSplit2 : IconAlertTriangle;
  return (
    <span className={css.marks}>
      {allergy !== 'none' && (
        <span className={css.mark} data-tone="attention">
          <Sign size={14} aria-hidden />
          {t(`tile.allergy.${allergy}`)}
        </span>
      )}
      {isolation !== 'none' && (
        <span className={css.mark} data-isolation>
          <IconShieldHalf size={14} aria-hidden />
          {t(`isolation.${isolation}`)}
        </span>
      )}
    </span>
  );
}
