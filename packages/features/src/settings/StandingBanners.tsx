import { IconAlertTriangleFilled, IconX, NoticeLine, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './StandingBanners.module.css';

/** Warnings of this workstation. What is still so, for example that its disk is nearly full, nobody can close; what has only to be known is closed once read. */
export function StandingBanners() {
  const { t, language } = useWords('settings');
  const { settings, readBanners } = usePorts();
  const [closed, setClosed] = useState<readonly string[]>([]);
  const close = (banner: string) => {
    readBanners.add(banner);
    setClosed((before) => [...before, banner]);
  };
  return settings.banners
    .filter(({ read }) => read === undefined || !(closed.includes(read) || readBanners.has(read)))
    .map(({ read, ...sentence }) => (
      <NoticeLine
        key={sentence.en}
        icon={IconAlertTriangleFilled}
        tone="attention"
        acts={
          read !== undefined && (
            <button type="button" className={css.close} onClick={() => close(read)}>
              <IconX size={20} aria-hidden />
              {t('read')}
            </button>
          )
        }
      >
        {sentence[language]}
      </NoticeLine>
    ));
}
