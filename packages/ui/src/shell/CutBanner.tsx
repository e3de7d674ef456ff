import { IconPhoneCall, IconPlugConnectedX } from '../kit/icons.ts';
import { clockTime } from '../language/time.ts';
import { useWords } from '../language/use-words.ts';
import css from './CutBanner.module.css';
import type { LinkFacts } from './link-facts.ts';

/** Cannot be closed (K6). The one sentence that matters first, the reassurance after it. Nothing while connected. */
export function CutBanner({ facts }: { readonly facts: LinkFacts }) {
  const { t } = useWords('ui');
  if (facts.link !== 'disconnected') return null;
  return (
    <div className={css.banner} role="alert">
      <IconPlugConnectedX size={24} aria-hidden />
      <strong>{t('link.banner', { at: clockTime(facts.sinceMs) })}</strong>
      <span className={css.act}>
        <IconPhoneCall size={20} aria-hidden />
        {t('link.use')}
      </span>
      <span className={css.more}>{t('link.bannerMore', { count: facts.unsent })}</span>
    </div>
  );
}
