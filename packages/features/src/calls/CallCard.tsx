import { type Person, stampMs } from '@healthcare/domain';
import { alsoAccepted, responsibleFor } from '@healthcare/domain/calls';
import { IconArrowsSplit2, momentOf, useNow } from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import { hashOf, useAddress } from '../state/index.ts';
import { Age } from './Age.tsx';
import { nextStep } from './acts.ts';
import { sectionOf } from './board.ts';
import css from './CallCard.module.css';
import { type Call, isDisputed } from './call.ts';
import { priorityIcon, pulses, toneOf } from './call-signs.ts';
import { useCallWords } from './call-words.ts';
import { DeliveryLine } from './DeliveryLine.tsx';
import { usePainted } from './painted.ts';
import { StepButton } from './StepButton.tsx';

/** Read in this order: how urgent and how long, where, what, who, how far it got, what to do. */
export function CallCard({ call, person }: { readonly call: Call; readonly person: Person }) {
  const { t, place } = useCallWords();
  const { screen } = useAddress();
  usePainted(call.id);
  const Sign = priorityIcon[call.priority];
  const step = nextStep(call, person);
  return (
    <article
      className={css.card}
      data-tone={toneOf(call)}
      data-unsent={call.unsent.length > 0 || undefined}
      aria-label={place(call)}
    >
      <div className={css.urgency}>
        <span className={css.sign} data-pulses={pulses(call) || undefined}>
          <Sign size={20} aria-hidden />
          {t(`priority.${call.priority}`)}
        </span>
        <Age call={call} className={css.age ?? ''} />
      </div>
      <a className={css.where} href={hashOf({ screen, call: call.id })} data-call={call.id}>
        <b>{t('room', { room: call.room })}</b>
        {call.bed && <span>{t('bed', { bed: call.bed })}</span>}
      </a>
      <div className={css.what}>
        <p className={css.about}>
          <b>{t(`kind.${call.kind}`)}</b> <bdi>{call.description ?? call.treatment ?? call.disease}</bdi>
        </p>
        <Who call={call} />
        <DeliveryLine call={call} />
      </div>
      {step && <StepButton call={call} step={step} className={css.act ?? ''} />}
    </article>
  );
}

function Who({ call }: { readonly call: Call }) {
  const { t, language } = useCallWords();
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const responsible = responsibleFor(call);
  const there = sectionOf(call) === 'there';
  return (
    <p className={css.who}>
      {responsible && <strong>{t(there ? 'isThere' : 'onWay', { name: nameOf(responsible) })}</strong>}
      {alsoAccepted(call).map((user) => (
        <span key={user}>{t('also', { name: nameOf(user) })}</span>
      ))}
      {call.raisedAt && (
        <span>
          {t('raisedBy', { name: nameOf(call.raisedBy), at: momentOf(stampMs(call.raisedAt), nowMs, language) })}
        </span>
      )}
      {sectionOf(call) === 'waiting' && call.seen.length > 0 && <span>{t('seenBy', { count: call.seen.length })}</span>}
      {isDisputed(call) && (
        <span className={css.disputed}>
          <IconArrowsSplit2 size={16} aria-hidden />
          {t('disputed')}
        </span>
      )}
    </p>
  );
}
