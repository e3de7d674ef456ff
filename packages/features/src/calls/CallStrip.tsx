import type { Person } from '@healthcare/domain';
import { IconChevronRight } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { hashOf, useAddress } from '../state/index.ts';
import { hearsAll, isCut } from '../sync/index.ts';
import { Age } from './Age.tsx';
import { nextStep } from './acts.ts';
import { byUrgency } from './board.ts';
import css from './CallStrip.module.css';
import { type Call, isUnanswered } from './call.ts';
import { pulses, signOf, toneOf } from './call-signs.ts';
import { useCallWords } from './call-words.ts';
import { useHeardCalls } from './escalation/use-heard-calls.ts';
import { usePainted } from './painted.ts';
import { StepButton } from './StepButton.tsx';

const PLACES = 3;
/** Beside the sentence that others may be missing. */
const PLACES_CUT = 2;
const none: readonly Call[] = [];

/** Lies over every screen. Calls that nobody has accepted first; what does not fit is counted. Cannot be closed. */
export function CallStrip({ person }: { readonly person: Person }) {
  const { t } = useCallWords();
  const calls = useHeardCalls() ?? none;
  const known = useSelector(hearsAll);
  const cut = useSelector(isCut);
  const waiting = calls.filter(isUnanswered).toSorted(byUrgency);
  const places = known ? PLACES : PLACES_CUT;
  const rest = calls.length - Math.min(waiting.length, places);
  return (
    <section className={css.strip} aria-label={t('strip.label')}>
      {waiting.slice(0, places).map((call) => (
        <Ticket key={call.id} call={call} person={person} />
      ))}
      {waiting.length === 0 && known && <p className={css.none}>{t(rest > 0 ? 'strip.allAnswered' : 'strip.none')}</p>}
      {!known && <p className={css.none}>{t(cut ? 'strip.cut' : 'strip.unknown')}</p>}
      <a className={css.all} href={hashOf({ screen: 'calls', call: null })}>
        {rest > 0 ? t('strip.more', { count: rest }) : t('strip.all')}
        <IconChevronRight size={20} className="turns" aria-hidden />
      </a>
    </section>
  );
}

/** "Head nurse asked": short, because the card has the rest; on a line of its own, so that it is always whole. */
function Escalated({ call }: { readonly call: Call }) {
  const { t } = useCallWords();
  const last = call.escalations.at(-1);
  return last ? <span>{t('escalation.short', { to: t(`escalation.to.${last.to}`) })}</span> : null;
}

function Ticket({ call, person }: { readonly call: Call; readonly person: Person }) {
  const { t, place } = useCallWords();
  const { screen } = useAddress();
  usePainted(call.id);
  const Sign = signOf(call);
  const step = nextStep(call, person);
  return (
    <article
      className={css.ticket}
      data-tone={toneOf(call)}
      data-pulses={pulses(call) || undefined}
      aria-label={place(call)}
    >
      <span className={css.sign}>
        <Sign size={24} aria-hidden />
      </span>
      <a className={css.what} href={hashOf({ screen, call: call.id })}>
        <b>{place(call)}</b>
        <span>{t(`kind.${call.kind}`)}</span>
        <Escalated call={call} />
      </a>
      <Age call={call} className={css.age ?? ''} />
      {step && <StepButton call={call} step={step} className={css.accept ?? ''} />}
    </article>
  );
}
