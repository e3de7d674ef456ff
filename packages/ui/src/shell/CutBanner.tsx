import { IconPhoneCall, IconPlugConnectedX } from '../kit/icons.ts';
import { momentOf } from '../language/time.ts';
import { useNow } from '../language/use-now.ts';
import { useWords } from '../language/use-words.ts';
import css from './CutBanner.module.css';
import type { LinkFacts } from './link-facts.ts';

/** Where people stand: at a ward terminal calls come before everything else, at a desk there are none. */
export type Place = 'ward' | 'desk';

/** Cannot be closed (K6). The one sentence that matters first, the reassurance after it. Nothing while connected. */
export function CutBanner({ facts, place = 'ward' }: { readonly facts: LinkFacts; readonly place?: Place }) {
  const { t, language } = useWords('ui');
  // Only the day matters here: an alert that changes every second would be read out every second.
  const nowMs = useNow(60_000);
  if (facts.link !== 'disconnected') return null;
  return (
    <div className={css.banner} role="alert">
      <IconPlugConnectedX size={24} aria-hidden />
      <strong>{t('link.banner', { at: momentOf(facts.sinceMs, nowMs, language) })}</strong>
      {place === 'ward' && (
        <span className={css.act}>
          <IconPhoneCall size={20} aria-hidden />
          {t('link.use')}
        </span>
      )}
      <span className={css.more}>{t(`link.bannerMore.${place}`, { count: facts.unsent })}</span>
    </div>
  );
}
