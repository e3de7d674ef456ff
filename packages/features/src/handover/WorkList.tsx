import { sentenceFor } from '@healthcare/domain';
import type { Subject } from '@healthcare/domain/handovers';
import { EmptyState, IconClipboardCheck, Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDisputedTitle } from '../disputes/index.ts';
import { hashOf } from '../state/index.ts';
import css from './Handover.module.css';
import { type OpenWork, workKinds } from './open-work.ts';
import { useHandoverWords } from './use-handover-words.ts';
import type { WorkOfWard } from './use-open-work.ts';

export interface WorkListProps {
  readonly work: WorkOfWard;
  /** Is the server heard? Only then may it be said that nothing is open. */
  readonly hears: boolean;
  readonly onNote: ((subject: Subject) => void) | undefined;
}

/** Everything that is open in the ward, by kind, each with the way to it and to a note about it. */
export function WorkList({ work, hears, onNote }: WorkListProps) {
  const { t, language } = useHandoverWords();
  const { items, disputed, refusals, count, loaded } = work;
  return (
    <section className={css.card} aria-labelledby="open-work">
      <div className={css.head}>
        <h2 id="open-work">{t('work.title')}</h2>
        <span className={css.quiet}>{count > 0 && t('work.count', { count })}</span>
      </div>
      {!loaded && <Skeleton />}
      {loaded && count === 0 && (
        <EmptyState
          icon={IconClipboardCheck}
          title={t(hears ? 'work.none' : 'work.noneKnown')}
          why={t(hears ? 'work.noneWhy' : 'work.noneKnownWhy')}
        />
      )}
      {workKinds.map((kind) => (
        <Kind key={kind} word={t(`work.kind.${kind}`)} count={items.filter((item) => item.kind === kind).length}>
          {items
            .filter((item) => item.kind === kind)
            .map((item) => (
              <Item key={item.id} item={item} onNote={onNote} />
            ))}
        </Kind>
      ))}
      <Kind word={t('work.kind.dispute')} count={disputed.length}>
        {disputed.map((one) => (
          <Dispute key={`${one.db} ${one.document.id}`} disputed={one} />
        ))}
      </Kind>
      <Kind word={t('work.kind.refusal')} count={refusals.length}>
        {refusals.map(({ refusal }) => (
          <li key={refusal.entry.id} className={css.item}>
            <a href={hashOf({ screen: 'refusals', call: null })}>{sentenceFor(refusal.code, language)}</a>
          </li>
        ))}
      </Kind>
    </section>
  );
}

function Kind(props: { readonly word: string; readonly count: number; readonly children: ReactNode }) {
  if (props.count === 0) return null;
  return (
    <>
      <h3>
        {props.word} <span className={css.quiet}>{props.count}</span>
      </h3>
      <ul className={css.items}>{props.children}</ul>
    </>
  );
}

function Item({ item, onNote }: { readonly item: OpenWork } & Pick<WorkListProps, 'onNote'>) {
  const { t, place, moment, plainMoment } = useHandoverWords();
  const calls = useWords('calls');
  const { kind, call, room, bed, patient, sinceMs, due, toWard, subject } = item;
  const href = hashOf({ screen: call ? 'handover' : 'beds', call: call?.id ?? null });
  return (
    <li className={css.item} data-late={call?.acceptances.length === 0 || undefined}>
      <a href={href}>
        <b>{place(room, bed)}</b> <bdi>{patient}</bdi>
      </a>
      <span>
        {call && t('work.call', { kind: calls.t(`kind.${call.kind}`), state: calls.t(`state.${call.state}`) })}
        {kind === 'transfer' && toWard !== undefined && t('work.transfer', { ward: toWard })}
      </span>
      <span className={css.quiet}>
        {due ? t('work.due', { at: plainMoment(due) }) : t('work.since', { at: moment(sinceMs) })}
      </span>
      {onNote && (
        <Button
          variant="default"
          size="sm"
          aria-label={t('work.noteFor', { label: place(room, bed) })}
          onClick={() => onNote(subject)}
        >
          {t('work.note')}
        </Button>
      )}
    </li>
  );
}

function Dispute({ disputed }: { readonly disputed: WorkOfWard['disputed'][number] }) {
  const { t } = useHandoverWords();
  const words = useWords('disputes');
  const name = useDisputedTitle(disputed);
  return (
    <li className={css.item}>
      <a href={hashOf({ screen: 'disputes', call: null })}>
        {t('work.dispute', { kind: words.t(`kind.${disputed.db}`), name })}
      </a>
    </li>
  );
}
