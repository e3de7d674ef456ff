import type { ReactNode } from 'react';
import { IconHeartbeat } from '../kit/icons.ts';
import { clinicalDate, clockTime } from '../language/time.ts';
import { useNow } from '../language/use-now.ts';
import { useWords } from '../language/use-words.ts';
import { CutBanner, type Place } from '../shell/CutBanner.tsx';
import { LanguageTools } from '../shell/LanguageTools.tsx';
import type { LinkFacts } from '../shell/link-facts.ts';
import { SyncState } from '../shell/SyncState.tsx';
import css from './EntryFrame.module.css';

export interface EntryFrameProps {
  readonly ward: string;
  readonly desk?: string;
  readonly link: LinkFacts;
  readonly place?: Place;
  /** At a ward its open calls, without patient names; at a desk what it is for. */
  readonly calls: ReactNode;
  /** Which workstation this is. */
  readonly station?: ReactNode;
  readonly children: ReactNode;
}

/** Sign-in and lock share one frame: the ward's open calls stay beside it. */
export function EntryFrame({ ward, desk, link, place = 'ward', calls, station, children }: EntryFrameProps) {
  const { t } = useWords('ui');
  return (
    <div className={css.page}>
      <CutBanner facts={link} place={place} />
      <div className={css.frame}>
        <aside className={css.watch} aria-label={ward || t('app.name')}>
          <div className={css.brand}>
            <IconHeartbeat size={28} stroke={2} aria-hidden />
            <b>{t('app.name')}</b>
          </div>
          <div>
            <Watch ward={ward} desk={desk ?? ''} />
            {station}
          </div>
          {calls}
        </aside>
        <div className={css.side}>
          <header className={css.tools}>
            <SyncState facts={link} />
            <LanguageTools />
          </header>
          <main className={css.work}>{children}</main>
          <footer className={css.note}>{place === 'ward' && t('app.secondary')}</footer>
        </div>
      </div>
    </div>
  );
}

function Watch({ ward, desk }: { readonly ward: string; readonly desk: string }) {
  const { language } = useWords('ui');
  const nowMs = useNow(60_000);
  return (
    <div>
      <time className={`${css.clock} ltr`}>{clockTime(nowMs)}</time>
      <p className={css.date}>{clinicalDate(nowMs, language)}</p>
      <p className={css.ward}>
        {ward} <span>{desk}</span>
      </p>
    </div>
  );
}
