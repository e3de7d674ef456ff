import { sentenceFor, stampMs } from '@healthcare/domain';
import type { RefusedHere } from '@healthcare/replica';
import { clockTime, EmptyState, IconCheck, IconClipboardX, momentOf, Skeleton, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useNames } from '../staff/index.ts';
import css from './RefusalList.module.css';
import { useDismissRefusalMutation, useRefusalsQuery } from './refusals-api.ts';

/** Everything the server did not accept from this workstation: why, who, when, what was asked, and what to do now (W2). */
export function RefusalList() {
  const { t } = useWords('refusals');
  const { data } = useRefusalsQuery();
  if (!data) return <Skeleton />;
  const standing = data.filter(({ dismissed }) => !dismissed);
  const dismissed = data.filter((refusal) => refusal.dismissed);
  return (
    <section className={css.page} aria-labelledby="refusals">
      <h1 id="refusals">{t('title')}</h1>
      <p className={css.why}>{t('why')}</p>
      {standing.length === 0 && <EmptyState icon={IconCheck} title={t('none')} why={t('noneWhy')} />}
      <ul className={css.list}>
        {standing.map((refusal) => (
          <Refusal key={refusal.entry.id} refusal={refusal} />
        ))}
      </ul>
      {dismissed.length > 0 && <h2>{t('dismissed', { count: dismissed.length })}</h2>}
      <ul className={css.list}>
        {dismissed.map((refusal) => (
          <Refusal key={refusal.entry.id} refusal={refusal} />
        ))}
      </ul>
    </section>
  );
}

function Refusal({ refusal }: { readonly refusal: RefusedHere }) {
  const { t, language } = useWords('refusals');
  const { nameOf } = useNames();
  const [dismiss, { isLoading, isError }] = useDismissRefusalMutation();
  const nowMs = useNow(60_000);
  const atMs = stampMs(refusal.entry.at);
  const asked = t(`asked.${refusal.db}.${refusal.entry.kind}`, { defaultValue: refusal.entry.kind });
  return (
    <li className={css.refusal} data-dismissed={refusal.dismissed || undefined}>
      <IconClipboardX size={24} stroke={1.75} aria-hidden />
      <div className={css.what}>
        <p className={css.asked}>{asked}</p>
        <p>{sentenceFor(refusal.code, language)}</p>
        <p className={css.who}>
          {t('by', {
            name: nameOf(refusal.entry.by.user),
            at: momentOf(atMs, nowMs, language),
            told: clockTime(refusal.toldMs),
          })}
        </p>
        <Told data={refusal.entry.data} />
        {isError && <p role="alert">{t('notDismissed')}</p>}
      </div>
      {!refusal.dismissed && (
        <Button variant="default" loading={isLoading} onClick={() => dismiss(refusal.entry.id)}>
          {t('dismiss')}
        </Button>
      )}
    </li>
  );
}

/** The words that were asked for, so that nothing a person wrote is lost with the refusal. */
function Told({ data }: { readonly data: Readonly<Record<string, unknown>> }) {
  const { t } = useWords('refusals');
  const told = Object.entries(data).filter(([, value]) => typeof value === 'string' && value !== '');
  if (told.length === 0) return null;
  return (
    <dl className={css.told}>
      {told.map(([field, value]) => (
        <div key={field}>
          <dt>{t(`field.${field}`, { defaultValue: field })}</dt>
          <dd>
            <bdi>{t(`value.${String(value)}`, { defaultValue: String(value) })}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
