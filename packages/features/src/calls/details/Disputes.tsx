import { type Dispute, type Person, stampMs } from '@healthcare/domain';
import { callDisputes } from '@healthcare/domain/calls';
import { IconArrowsSplit2, momentOf, useNow } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useNames } from '../../staff/index.ts';
import { maySettle } from '../acts.ts';
import type { Call, CallAsked } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { useCallAct } from '../use-call-act.ts';
import css from './Disputes.module.css';
import { useFactWords } from './fact-words.ts';

/** Both values of every disagreement, who said them and when; a head decides, nobody else, and no value disappears (W2). */
export function Disputes({ call, person }: { readonly call: Call; readonly person: Person }) {
  const { t } = useCallWords();
  const disputes = callDisputes(call);
  if (disputes.length === 0) return null;
  return (
    <section className={css.disputes} aria-labelledby="disputes">
      <h3 id="disputes">
        <IconArrowsSplit2 size={20} aria-hidden />
        {t('dispute.title')}
      </h3>
      <p>{t(maySettle(call, person) ? 'dispute.whyHead' : 'dispute.why')}</p>
      {disputes.map((dispute) => (
        <OneDispute key={dispute.field} call={call} dispute={dispute} settles={maySettle(call, person)} />
      ))}
    </section>
  );
}

function OneDispute(props: { readonly call: Call; readonly dispute: Dispute; readonly settles: boolean }) {
  const { call, dispute, settles } = props;
  const { t, language } = useCallWords();
  const { nameOf } = useNames();
  const { factWord, fieldWord } = useFactWords();
  const act = useCallAct();
  const nowMs = useNow(60_000);
  return (
    <div className={css.dispute}>
      <h4>{fieldWord(dispute.field)}</h4>
      <ul>
        {dispute.values.map(({ entry, by, at, value }, place) => (
          <li key={entry}>
            <div>
              <b>
                <bdi>{factWord(dispute.field, value)}</bdi>
              </b>
              <span>
                {t('dispute.saidBy', { name: nameOf(by), at: momentOf(stampMs(at), nowMs, language) })}
                {place === dispute.values.length - 1 && ` ${t('dispute.shown')}`}
              </span>
            </div>
            {settles && (
              <Button variant="default" onClick={() => act(call, settled(dispute.field, value))}>
                {t('dispute.settle', { value: factWord(dispute.field, value) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function settled(field: string, value: unknown): CallAsked {
  return { kind: 'settled', data: { [field]: value } };
}
