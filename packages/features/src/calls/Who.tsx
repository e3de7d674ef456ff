import { stampMs } from '@healthcare/domain';
import { alsoAccepted, responsibleFor } from '@healthcare/domain/calls';
import { IconArrowsSplit2, momentOf, useNow } from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import { sectionOf } from './board.ts';
import { type Call, isDisputed } from './call.ts';
import { useCallWords } from './call-words.ts';
import css from './Who.module.css';

/** Who goes or has gone, who raised it, who has seen it; for a closed call, how it ended. */
export function Who({ call }: { readonly call: Call }) {
  const { t, language } = useCallWords();
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const at = (stamp: string) => momentOf(stampMs(stamp), nowMs, language);
  const section = sectionOf(call);
  return (
    <p className={css.who}>
      {section === 'closed' ? <Ending call={call} at={at} /> : <OnIt call={call} />}
      {call.raisedAt && <span>{t('raisedBy', { name: nameOf(call.raisedBy), at: at(call.raisedAt) })}</span>}
      {section === 'waiting' && call.seen.length > 0 && <span>{t('seenBy', { count: call.seen.length })}</span>}
      {isDisputed(call) && (
        <span className={css.disputed}>
          <IconArrowsSplit2 size={16} aria-hidden />
          {t('disputed')}
        </span>
      )}
    </p>
  );
}

function OnIt({ call }: { readonly call: Call }) {
  const { t } = useCallWords();
  const { nameOf } = useNames();
  const responsible = responsibleFor(call);
  if (responsible === undefined) return null;
  return (
    <>
      <strong>{t(sectionOf(call) === 'there' ? 'isThere' : 'onWay', { name: nameOf(responsible) })}</strong>
      {alsoAccepted(call).map((user) => (
        <span key={user}>{t('also', { name: nameOf(user) })}</span>
      ))}
    </>
  );
}

function Ending({ call, at }: { readonly call: Call; readonly at: (stamp: string) => string }) {
  const { t } = useCallWords();
  const { nameOf } = useNames();
  const closing = call.closings[0];
  if (!closing) return null;
  return (
    <>
      <strong>{t(`ended.${closing.how}`, { name: nameOf(closing.by), at: at(closing.at) })}</strong>
      {closing.note && (
        <span>
          <bdi>{closing.note}</bdi>
        </span>
      )}
    </>
  );
}
