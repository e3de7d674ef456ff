import type { ReactNode } from 'react';
import { useWords } from '../language/use-words.ts';
import { CutBanner, type Place } from './CutBanner.tsx';
import { Header, type HeaderProps } from './Header.tsx';
import type { LinkFacts } from './link-facts.ts';
import { type Area, Rail } from './Rail.tsx';
import css from './Shell.module.css';

export interface ShellProps {
  readonly areas: readonly Area[];
  readonly here: string;
  readonly header: HeaderProps;
  readonly link: LinkFacts;
  readonly place?: Place;
  /** The call strip, or nothing on the call board, which is the strip at full size. */
  readonly strip: ReactNode;
  readonly children: ReactNode;
}

/** Rail, header, banner, strip, screen; its first key stop leads past all of them. The page never scrolls; regions do. */
export function Shell({ areas, here, header, link, place = 'ward', strip, children }: ShellProps) {
  const { t } = useWords('ui');
  return (
    <div className={css.shell}>
      <button type="button" className={css.skip} onClick={() => document.getElementById('work')?.focus()}>
        {t('head.skip')}
      </button>
      <Rail areas={areas} here={here} />
      <div className={css.column}>
        <Header {...header} />
        <CutBanner facts={link} place={place} />
        {strip}
        <main id="work" tabIndex={-1} className={css.main}>
          {children}
        </main>
      </div>
    </div>
  );
}
