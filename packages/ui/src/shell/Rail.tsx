import { type Icon, IconHeartbeat } from '../kit/icons.ts';
import { useWords } from '../language/use-words.ts';
import css from './Shell.module.css';

/** A place to go; only places that exist are given. */
export interface Area {
  readonly id: string;
  readonly word: string;
  readonly icon: Icon;
  readonly href: string;
}

export function Rail({ areas, here }: { readonly areas: readonly Area[]; readonly here: string }) {
  const { t } = useWords('ui');
  return (
    <nav className={css.rail} aria-label={t('head.main')}>
      <span className={css.mark}>
        <IconHeartbeat size={30} stroke={2} aria-hidden />
      </span>
      {areas.map(({ id, word, icon: Sign, href }) => (
        <a key={id} className={css.area} href={href} aria-current={id === here ? 'page' : undefined}>
          <Sign size={24} stroke={1.75} aria-hidden />
          {word}
        </a>
      ))}
    </nav>
  );
}
