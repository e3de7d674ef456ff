import { IconCheck, IconClockHour4 } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { isCut } from '../sync/index.ts';
import type { Call } from './call.ts';
import { useCallWords } from './call-words.ts';
import { useShownOnQuery } from './calls-api.ts';
import css from './DeliveryLine.module.css';
import { deliveryOf, isShownEverywhere } from './delivery.ts';

const nowhere = {};

/** Three facts, each true or not yet: here, server, stations. Never one summarising tick (K3). */
export function DeliveryLine({ call }: { readonly call: Call }) {
  const { t } = useCallWords();
  const { data: shownOn = nowhere } = useShownOnQuery();
  const delivery = deliveryOf(call, shownOn, useSelector(isCut));
  const { unsent, stations } = delivery;
  return (
    <ul className={css.line} aria-label={t('delivery.label')}>
      <Fact done word={t('delivery.here')} />
      <Fact done={unsent === 0} word={t(unsent === 0 ? 'delivery.server' : 'delivery.serverNot')} />
      {call.phase === 'open' && stations && (
        <Fact
          done={isShownEverywhere(delivery)}
          word={t('delivery.shown', { shown: stations.shown, of: stations.stations })}
        />
      )}
      {call.phase === 'open' && !stations && <Fact done={false} word={t('delivery.shownUnknown')} />}
    </ul>
  );
}

function Fact({ done, word }: { readonly done: boolean; readonly word: string }) {
  return (
    <li className={css.fact} data-done={done || undefined}>
      {done ? <IconCheck size={16} stroke={2.25} aria-hidden /> : <IconClockHour4 size={16} stroke={2} aria-hidden />}
      {word}
    </li>
  );
}
