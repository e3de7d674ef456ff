import {
  IconAlertOctagonFilled,
  IconArrowsSplit2,
  IconCalendarDue,
  IconCircleCheckFilled,
  IconDoorExit,
  IconWalk,
  useWords,
} from '@healthcare/ui';
import { memo } from 'react';
import css from './Legend.module.css';
import { PatientName } from './PatientFacts.tsx';
import { shownStay, type TileFacts } from './tile-facts.ts';
import { figuresOf, nextEvents } from './ward-figures.ts';

export interface LegendProps {
  readonly tiles: readonly TileFacts[];
  readonly named: boolean;
  readonly today: string;
}

/** Stands where the nurse station stands, so it also says where the reader is: the ward in four numbers, who comes and goes, the signs. */
export function Legend(props: LegendProps) {
  const { t, language } = useWords('beds');
  const { beds, held, free, leavingToday, toClean } = figuresOf(props.tiles, props.today);
  return (
    <aside className={css.station} dir={language === 'ar' ? 'rtl' : 'ltr'} aria-label={t('legend.title')}>
      <dl className={css.figures}>
        <dt>{t('legend.of', { count: beds })}</dt>
        <dd>{held}</dd>
        <dt>{t('legend.free')}</dt>
        <dd>{free}</dd>
        <dt>{t('legend.leaving')}</dt>
        <dd>{leavingToday}</dd>
        <dt>{t('legend.toClean')}</dt>
        <dd>{toClean}</dd>
      </dl>
      <NextHours {...props} />
      <Signs />
    </aside>
  );
}

/** As many as the station's list has room for; the board itself marks all of them. */
const MOST_NEXT = 5;

function NextHours({ tiles, named, today }: LegendProps) {
  const { t } = useWords('beds');
  const next = nextEvents(tiles, today).slice(0, MOST_NEXT);
  if (next.length === 0) return null;
  return (
    <ul className={css.next}>
      {next.map(({ key, is, at, tile }) => {
        const stay = shownStay(tile.bed);
        const Sign = is === 'comes' ? IconCalendarDue : IconDoorExit;
        return (
          <li key={key}>
            <time className="ltr">{at.slice(11)}</time>
            <Sign size={18} className="turns" aria-hidden />
            {t(`legend.${is}`)}
            {stay && <PatientName tile={tile} stay={stay} named={named} />}
            <span>{t('legend.place', { room: tile.bed.room, bed: tile.bed.bed.label })}</span>
          </li>
        );
      })}
    </ul>
  );
}

const Signs = memo(SignList);

/** The same whatever lies on the board. */
function SignList() {
  const { t } = useWords('beds');
  return (
    <ul className={css.key}>
      <li>
        <span className={`${css.swatch} ${css.urgent}`}>
          <IconAlertOctagonFilled size={13} aria-hidden />
        </span>
        {t('legend.call')}
      </li>
      <li>
        <span className={`${css.swatch} ${css.way}`}>
          <IconWalk size={13} aria-hidden />
        </span>
        {t('legend.onTheWay')}
      </li>
      <li>
        <span className={`${css.swatch} ${css.there}`}>
          <IconCircleCheckFilled size={13} aria-hidden />
        </span>
        {t('legend.there')}
      </li>
      <li>
        <span className={`${css.swatch} ${css.dashed}`} />
        {t('legend.provisional')}
      </li>
      <li>
        <span className={`${css.swatch} ${css.dispute}`}>
          <IconArrowsSplit2 size={13} aria-hidden />
        </span>
        {t('legend.dispute')}
      </li>
      <li>
        <span className={`${css.swatch} ${css.hatched}`} />
        {t('legend.hatched')}
      </li>
      <li>
        <span className={css.staff}>{t('legend.initials')}</span>
        {t('legend.staff')}
      </li>
      <li>
        <span className={css.swatch}>
          <IconDoorExit size={15} className="turns" aria-hidden />
        </span>
        {t('legend.out')}
      </li>
    </ul>
  );
}
