import { stampMs } from '@healthcare/domain';
import { type CallKind, escalationGroups } from '@healthcare/domain/calls';
import { EscalationTable, MOST_STEPS, tableFor } from '@healthcare/domain/wards';
import { IconArrowsSplit2, IconPlus, IconX, momentOf, Pill, useNow, useWords } from '@healthcare/ui';
import { Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../../staff/index.ts';
import type { WardPage } from '../../wards/index.ts';
import css from '../Lead.module.css';
import { type DraftStep, draftOf, withAnotherStep } from './escalation-draft.ts';
import { useChangeWard } from './use-change-ward.ts';

export interface EscalationTableOfProps {
  readonly kind: CallKind;
  readonly page: WardPage | undefined;
  readonly wardId: string;
  readonly may: boolean;
}

/** The steps of one kind of call: read as sentences, changed as a list. */
export function EscalationTableOf({ kind, page, wardId, may }: EscalationTableOfProps) {
  const { t, language } = useWords('lead');
  const calls = useWords('calls');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const [draft, setDraft] = useState<readonly DraftStep[] | null>(null);
  const said = page?.standing.filter(({ field }) => field === kind) ?? [];
  const last = said.at(-1);
  const table = tableFor(kind, page);
  return (
    <section className={css.steps} aria-label={calls.t(`kind.${kind}`)}>
      <h3>{calls.t(`kind.${kind}`)}</h3>
      {said.length > 1 && (
        <Pill icon={IconArrowsSplit2} tone="attention">
          {t('escalation.disputed')}
        </Pill>
      )}
      {draft ? (
        <StepsForm draft={draft} kind={kind} page={page} wardId={wardId} onDraft={setDraft} />
      ) : (
        <>
          <ol>
            {table.map(({ to, after }) => (
              <li key={after}>{t('escalation.step', { to: calls.t(`escalation.to.${to}`), minutes: after / 60 })}</li>
            ))}
            {table.length === 0 && <li>{t('escalation.nobody')}</li>}
          </ol>
          <p className={css.quiet}>
            {last
              ? t('escalation.by', { name: nameOf(last.by), at: momentOf(stampMs(last.at), nowMs, language) })
              : t('escalation.house')}
          </p>
          {may && (
            <Button
              variant="default"
              aria-label={t('escalation.changeFor', { kind: calls.t(`kind.${kind}`) })}
              onClick={() => setDraft(draftOf(table))}
            >
              {t('escalation.change')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

interface StepsFormProps extends Omit<EscalationTableOfProps, 'may'> {
  readonly draft: readonly DraftStep[];
  readonly onDraft: (draft: readonly DraftStep[] | null) => void;
}

function StepsForm({ draft, kind, page, wardId, onDraft }: StepsFormProps) {
  const { t } = useWords('lead');
  const ui = useWords('ui');
  const calls = useWords('calls');
  const change = useChangeWard(wardId, page);
  const [wrong, setWrong] = useState(false);
  const amend = (at: number, to: Partial<DraftStep>) =>
    onDraft(draft.map((step, place) => (place === at ? { ...step, ...to } : step)));
  const go = async () => {
    const said = EscalationTable.safeParse(draft.map(({ to, minutes }) => ({ to, after: Math.round(minutes * 60) })));
    setWrong(!said.success);
    if (said.success && (await change({ [kind]: said.data }))) onDraft(null);
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      {draft.map((step, at) => (
        <div key={step.id} className={css.step}>
          <NumberInput
            label={t('escalation.after', { step: at + 1 })}
            value={step.minutes}
            min={0.25}
            max={240}
            step={0.5}
            decimalScale={2}
            suffix={t('escalation.minutes')}
            onChange={(minutes) => amend(at, { minutes: Number(minutes) })}
          />
          <Select
            label={t('escalation.who', { step: at + 1 })}
            data={escalationGroups.map((to) => ({ value: to, label: calls.t(`escalation.to.${to}`) }))}
            value={step.to}
            allowDeselect={false}
            onChange={(to) => amend(at, { to: escalationGroups.find((one) => one === to) ?? step.to })}
          />
          <Button
            variant="default"
            aria-label={t('escalation.remove', { step: at + 1 })}
            onClick={() => onDraft(draft.filter((_, place) => place !== at))}
          >
            <IconX size={20} aria-hidden />
          </Button>
        </div>
      ))}
      {wrong && (
        <p className={css.wrong} role="alert">
          {t('escalation.wrong')}
        </p>
      )}
      <div className={css.acts}>
        {draft.length < MOST_STEPS && (
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => onDraft(withAnotherStep(draft))}
          >
            {t('escalation.add')}
          </Button>
        )}
        <Button variant="default" onClick={() => onDraft(null)}>
          {ui.t('kit.cancel')}
        </Button>
        <Button type="submit">{t('escalation.keep')}</Button>
      </div>
    </form>
  );
}
