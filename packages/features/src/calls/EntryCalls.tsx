import { useSelector } from 'react-redux';
import { hearsAll, isCut, isSealed } from '../sync/index.ts';
import { PrimaryFaultLine } from '../wards/index.ts';
import { Age } from './Age.tsx';
import { byUrgency } from './board.ts';
import { type Call, isUnanswered } from './call.ts';
import { pulses, signOf, toneOf } from './call-signs.ts';
import { useCallWords } from './call-words.ts';
import css from './EntryCalls.module.css';
import { useHeardCalls } from './escalation/use-heard-calls.ts';
import { usePainted } from './painted.ts';
import { SoundControl } from './sound/SoundControl.tsx';

/** As many as fit beside the clock on a small screen; the rest is counted. */
const PLACES = 4;
const none: readonly Call[] = [];

/** The ward's open calls where nobody is signed in: where and what, never whom. They sound like everywhere. */
export function EntryCalls({ wardId }: { readonly wardId: string | null }) {
  const { t } = useCallWords();
  const calls = useHeardCalls() ?? none;
  const known = useSelector(hearsAll);
  const cut = useSelector(isCut);
  const sealed = useSelector(isSealed);
  const waiting = calls.filter(isUnanswered).toSorted(byUrgency);
  const shown = waiting.slice(0, PLACES);
  const rest = calls.length - shown.length;
  return (
    <section className={css.calls} aria-label={t('strip.label')}>
      <h2>{t('strip.label')}</h2>
      {shown.map((call) => (
        <EntryCall key={call.id} call={call} />
      ))}
      {calls.length === 0 && known && <p>{t('strip.none')}</p>}
      {!known && <p>{t(sealed ? 'strip.sealed' : cut ? 'strip.cutEntry' : 'strip.unknown')}</p>}
      {calls.length > 0 && (
        <p>
          {rest > 0 && t('strip.moreSentence', { count: rest })} {t('noNames')}
        </p>
      )}
      <PrimaryFaultLine wardId={wardId} session={null} />
      <SoundControl />
    </section>
  );
}

function EntryCall({ call }: { readonly call: Call }) {
  const { t, place } = useCallWords();
  usePainted(call.id);
  const Sign = signOf(call);
  const last = call.escalations.at(-1);
  return (
    <article
      className={css.call}
      data-tone={toneOf(call)}
      data-pulses={pulses(call) || undefined}
      aria-label={place(call)}
    >
      <Sign size={24} aria-hidden />
      <span>
        <b>{place(call)}</b>
        {t(`kind.${call.kind}`)}
        {last && <span>{t('escalation.short', { to: t(`escalation.to.${last.to}`) })}</span>}
      </span>
      <Age call={call} />
    </article>
  );
}
