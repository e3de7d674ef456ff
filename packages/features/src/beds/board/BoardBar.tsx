import {
  IconBuildingHospital,
  IconEye,
  IconEyeOff,
  IconHistory,
  IconPrinter,
  IconUserPlus,
  useWords,
} from '@healthcare/ui';
import { memo, useMemo } from 'react';
import { hashOf } from '../../state/index.ts';
import css from './BoardBar.module.css';
import { answers, type Filter, filters, type Reader } from './filters.ts';
import type { TileFacts } from './tile-facts.ts';

export interface BoardBarProps {
  readonly tiles: readonly TileFacts[];
  readonly reader: Reader;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly named: boolean;
  /** Absent where the terminal's policy leaves no choice. */
  readonly onNamed: ((named: boolean) => void) | undefined;
  /** Absent for who may admit nobody. */
  readonly onAdmit: (() => void) | undefined;
}

/** What one looks for, with its number; names or initials; paper; one step out. */
export function BoardBar({ tiles, reader: { user, today }, filter, onFilter, named, onNamed, onAdmit }: BoardBarProps) {
  const { t } = useWords('beds');
  const counts = useMemo(
    () => filters.map((one) => tiles.filter((tile) => answers(tile, one, { user, today })).length),
    [tiles, user, today],
  );
  return (
    <div className={css.bar}>
      <h1 id="beds" className={css.title}>
        {t('board')}
      </h1>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws and announces a form; this chooses a view */}
      <div className={css.filters} role="group" aria-label={t('filters')}>
        {filters.map((one, at) => (
          <FilterButton key={one} filter={one} count={counts[at] ?? 0} pressed={one === filter} onFilter={onFilter} />
        ))}
      </div>
      <BoardActs named={named} onNamed={onNamed} onAdmit={onAdmit} />
    </div>
  );
}

interface FilterButtonProps extends Pick<BoardBarProps, 'filter' | 'onFilter'> {
  readonly count: number;
  readonly pressed: boolean;
}

/** Only those whose number changes are drawn again. */
const FilterButton = memo(function FilterButton({ filter, count, pressed, onFilter }: FilterButtonProps) {
  const { t } = useWords('beds');
  return (
    <button
      type="button"
      className={css.filter}
      aria-pressed={pressed}
      onClick={() => onFilter(pressed ? 'all' : filter)}
    >
      {t(`filter.${filter}`)} <b>{count}</b>
    </button>
  );
});

/** What leads away from the board stays as it is when a number beside it changes. */
const BoardActs = memo(Acts);

function Acts({ named, onNamed, onAdmit }: Pick<BoardBarProps, 'named' | 'onNamed' | 'onAdmit'>) {
  const { t } = useWords('beds');
  return (
    <>
      {onNamed && (
        <button type="button" className={css.filter} aria-pressed={named} onClick={() => onNamed(!named)}>
          {named ? <IconEye size={20} aria-hidden /> : <IconEyeOff size={20} aria-hidden />}
          <span className={css.word}>{t('names')}</span>
        </button>
      )}
      {onAdmit && (
        <button type="button" className={css.filter} onClick={onAdmit}>
          <IconUserPlus size={20} aria-hidden />
          {t('admit.open')}
        </button>
      )}
      <a className={css.filter} href={hashOf({ screen: 'stays', call: null })}>
        <IconHistory size={20} aria-hidden />
        <span className={css.word}>{t('past.open')}</span>
      </a>
      <a className={css.filter} href={hashOf({ screen: 'hospital', call: null })}>
        <IconBuildingHospital size={20} aria-hidden />
        <span className={css.word}>{t('hospital.open')}</span>
      </a>
      <button type="button" className={css.filter} onClick={() => print()}>
        <IconPrinter size={20} aria-hidden />
        <span className={css.word}>{t('print')}</span>
      </button>
    </>
  );
}
