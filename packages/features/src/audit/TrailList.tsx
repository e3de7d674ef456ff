import { sentenceFor } from '@healthcare/domain';
import type { AuditEntry } from '@healthcare/protocol';
import {
  clinicalDate,
  clockTime,
  IconBan,
  IconCheck,
  type ListSection,
  momentOf,
  Pill,
  useNow,
  useWords,
  VirtualList,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { isProblemCode, useProblemSentence } from '../session/index.ts';
import { useNames } from '../staff/index.ts';
import css from './Audit.module.css';
import { useActionWord } from './use-action-word.ts';
import type { Trail } from './use-trail.ts';

/** What happened, day by day, the newest first. */
export function TrailList({ trail }: { readonly trail: Trail }) {
  const { t, language } = useWords('audit');
  const { entries, more, asking } = trail;
  const sections = useMemo(
    () =>
      [...Map.groupBy(entries, ({ at }) => clinicalDate(Date.parse(at), language))].map(
        ([day, items]): ListSection<AuditEntry> => ({
          id: day,
          heading: day,
          count: t('count', { count: items.length }),
          items,
        }),
      ),
    [entries, language, t],
  );
  return (
    <VirtualList
      label={t('list')}
      sections={sections}
      keyOf={({ seq }) => String(seq)}
      itemHeight={64}
      footer={
        <div className={css.more}>
          {more || asking ? (
            <Button variant="default" loading={asking} onClick={() => more?.()}>
              {t('more')}
            </Button>
          ) : (
            <p className={css.quiet}>{t('end')}</p>
          )}
        </div>
      }
    >
      {(entry) => <Line entry={entry} />}
    </VirtualList>
  );
}

function Line({ entry }: { readonly entry: AuditEntry }) {
  const { t, language } = useWords('audit');
  const { nameOf, roleNamed } = useNames();
  const actionWord = useActionWord();
  const why = useWhy();
  const refusals = useWords('refusals');
  const nowMs = useNow(60_000);
  const { at, happenedAt, by, action, about, outcome, code, kinds = [] } = entry;
  const [db] = about[0]?.split('/') ?? [];
  const kindWord = (kind: string) => refusals.t(`asked.${db}.${kind}`, { defaultValue: kind });
  return (
    <article className={css.line} data-outcome={outcome}>
      <time className={css.clock} dateTime={at}>
        {clockTime(Date.parse(at))}
      </time>
      <span className={css.who}>
        <bdi>{by ? nameOf(by.user) : t('nobody')}</bdi>
        {by && <span className={css.quiet}> {roleNamed(by)}</span>}
      </span>
      <span className={css.what}>
        <b>{actionWord(action)}</b>
        {kinds.length > 0 && <span className={css.quiet}> {kinds.map(kindWord).join(', ')}</span>}
        {about.map((one) => (
          <span key={one} className={css.about}>
            <About of={one} />
          </span>
        ))}
      </span>
      <span className={css.facts}>
        {outcome === 'done' ? (
          <Pill tone="quiet" icon={IconCheck}>
            {t('outcome.done')}
          </Pill>
        ) : (
          <Pill tone="attention" icon={IconBan}>
            {t(`outcome.${outcome}`)}
          </Pill>
        )}
        {code !== undefined && <span className={css.quiet}>{why(code)}</span>}
        {happenedAt !== undefined && (
          <span className={css.quiet}>{t('happened', { at: momentOf(Date.parse(happenedAt), nowMs, language) })}</span>
        )}
        {by && <span className={`${css.quiet} ltr`}>{by.workstation}</span>}
      </span>
    </article>
  );
}

/** "Patient p-17": what it is, and its id; a person by name. */
function About({ of }: { readonly of: string }) {
  const { t } = useWords('audit');
  const { nameOf } = useNames();
  const [kind = '', ...rest] = of.split('/');
  const id = rest.join('/');
  return (
    <>
      {t(`kind.${kind}`, { defaultValue: kind })} <bdi className="ltr">{kind === 'user' ? nameOf(id) : id}</bdi>
    </>
  );
}

/** Why it was refused, or why a session ended; of several codes the first. */
function useWhy(): (code: string) => string {
  const problem = useProblemSentence();
  const { language } = useWords('audit');
  return (codes) => {
    const [code = ''] = codes.split(',');
    return isProblemCode(code) ? problem(code) : sentenceFor(code, language);
  };
}
