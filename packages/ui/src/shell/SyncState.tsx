import { IconAlertCircle, IconCloudCheck, IconCloudOff, IconCloudUp, IconPlugConnectedX } from '../kit/icons.ts';
import type { Language } from '../language/language.ts';
import type { Say } from '../language/spoken.ts';
import { elapsed, momentOf } from '../language/time.ts';
import { useNow } from '../language/use-now.ts';
import { useWords } from '../language/use-words.ts';
import { type LinkFacts, type LinkTone, linkTone } from './link-facts.ts';
import css from './Shell.module.css';

const icon = {
  live: IconCloudCheck,
  sending: IconCloudUp,
  catching: IconCloudUp,
  cut: IconPlugConnectedX,
  plain: IconCloudOff,
  refused: IconAlertCircle,
} as const satisfies Record<LinkTone, unknown>;

/** Word, sentence, age. Pressing it leads to what waits or was refused. */
export function SyncState({ facts, onOpen }: { readonly facts: LinkFacts; readonly onOpen?: () => void }) {
  const { t, language } = useWords('ui');
  const nowMs = useNow();
  const tone = linkTone(facts, nowMs);
  const Sign = icon[tone];
  const body = (
    <>
      <Sign size={24} stroke={1.75} aria-hidden />
      <span role="status">
        <b>{t(wordOf(facts, tone))}</b>
        {/* Counts and ages run: read out when the word changes, never every second. */}
        <span className={css.more} aria-live="off">
          {sentence({ facts, tone, nowMs, language }, t)}
          {tone === 'cut' && <span className={css.kept}>{t('link.cutKept', { count: facts.unsent })}</span>}
        </span>
      </span>
    </>
  );
  if (!onOpen)
    return (
      <div className={css.link} data-link={tone}>
        {body}
      </div>
    );
  return (
    <button type="button" className={css.link} data-link={tone} onClick={onOpen}>
      {body}
    </button>
  );
}

function wordOf({ link }: LinkFacts, tone: LinkTone): string {
  if (tone === 'refused') return 'link.refused';
  return tone === 'catching' ? 'link.catching-up' : `link.${link}`;
}

interface Shown {
  readonly facts: LinkFacts;
  readonly tone: LinkTone;
  readonly nowMs: number;
  readonly language: Language;
}

function sentence({ facts, tone, nowMs, language }: Shown, t: Say): string {
  const count = facts.unsent;
  switch (tone) {
    case 'live':
      return t('link.liveMore');
    case 'sending':
      return count === 0 ? t('link.sendingFiles') : t('link.sendingNow', { count });
    case 'refused':
      return t('link.refusedMore', { count: facts.refused });
    case 'cut':
      return t('link.cutMore', { at: momentOf(facts.sinceMs, nowMs, language) });
    case 'plain':
      return t(facts.link === 'starting' ? 'link.startingMore' : 'link.signedOutMore', { count });
    case 'catching':
      if (facts.progress) return t('link.receiving', facts.progress);
      if (count === 0) return t('link.catching');
      return t('link.sending', { count, age: elapsed(nowMs - (facts.oldestUnsentMs ?? nowMs)) });
  }
}
