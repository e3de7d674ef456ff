import type { Person } from '@healthcare/domain';
import { memo } from 'react';
import { hashOf, useAddress } from '../state/index.ts';
import { Age } from './Age.tsx';
import { nextStep } from './acts.ts';
import css from './CallCard.module.css';
import type { Call } from './call.ts';
import { priorityIcon, pulses, signOf, toneOf } from './call-signs.ts';
import { useCallWords } from './call-words.ts';
import { DeliveryLine } from './DeliveryLine.tsx';
import { AskedNext } from './escalation/AskedNext.tsx';
import { usePainted } from './painted.ts';
import { StepButton } from './StepButton.tsx';
import { Who } from './Who.tsx';

/** Read in this order: how urgent and how long, where, what, who, how far it got, what to do. */
export const CallCard = memo(function CallCard({ call, person }: { readonly call: Call; readonly person: Person }) {
  const { t, place } = useCallWords();
  const { screen } = useAddress();
  usePainted(call.id);
  const closed = call.phase === 'closed';
  const Sign = closed ? signOf(call) : priorityIcon[call.priority];
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
          {t(closed ? `state.${call.state}` : `priority.${call.priority}`)}
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
        <AskedNext call={call} />
        <Who call={call} />
        <DeliveryLine call={call} />
      </div>
      {step && <StepButton call={call} step={step} className={css.act ?? ''} />}
    </article>
  );
});
