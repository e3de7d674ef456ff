import { EmptyState, IconCloudOff, IconDownload, IconFileSearch, Skeleton, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { NOT_PROVEN, ProofGate, useProve } from '../account/index.ts';
import { isProblemCode, useProblemSentence } from '../session/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Audit.module.css';
import { type AuditFilter, noFilter, queryOf } from './audit-filter.ts';
import { ChainState } from './ChainState.tsx';
import { TrailFilter } from './TrailFilter.tsx';
import { TrailList } from './TrailList.tsx';
import { useTrail } from './use-trail.ts';

/** For administrators: what happened, by whom, about whom, and whether the trail is whole. */
export function AuditDesk() {
  return (
    <ProofGate>
      <Desk />
    </ProofGate>
  );
}

function Desk() {
  const { t } = useWords('audit');
  const [filter, setFilter] = useState<AuditFilter>(noFilter);
  const trail = useTrail(filter);
  const problem = useProblemSentence();
  return (
    <section className={css.page} aria-labelledby="audit">
      <header className={css.head}>
        <div>
          <h1 id="audit">{t('title')}</h1>
          <p className={css.quiet}>{t('why')}</p>
        </div>
        <ExportButton filter={filter} />
      </header>
      <ChainState />
      <TrailFilter filter={filter} onFilter={setFilter} />
      {trail.wrong !== null && (
        <EmptyState
          icon={IconCloudOff}
          title={t('unreachable')}
          why={isProblemCode(trail.wrong) ? problem(trail.wrong) : t('unreachableWhy')}
        >
          <Button variant="default" onClick={trail.again}>
            {t('again')}
          </Button>
        </EmptyState>
      )}
      {trail.entries.length > 0 && <TrailList trail={trail} />}
      {trail.entries.length === 0 && trail.wrong === null && trail.asking && <Skeleton />}
      {trail.entries.length === 0 && trail.wrong === null && !trail.asking && (
        <EmptyState icon={IconFileSearch} title={t('nothing')} why={t(trail.more ? 'nothingYet' : 'nothingWhy')}>
          {trail.more && (
            <Button variant="default" onClick={trail.more}>
              {t('more')}
            </Button>
          )}
        </EmptyState>
      )}
    </section>
  );
}

/** What is shown now, as a table; the server asks for a fresh proof and puts the export itself into the trail. */
function ExportButton({ filter }: { readonly filter: AuditFilter }) {
  const { t } = useWords('audit');
  const { server, saveText } = usePorts();
  const prove = useProve();
  const [waiting, setWaiting] = useState(false);
  const problem = useProblemSentence();
  const save = async () => {
    setWaiting(true);
    const answer = await prove(() => server.ask(`/api/audit/export?${queryOf(filter)}`, { shape: z.string() }));
    setWaiting(false);
    if (!answer.ok) {
      if (answer.code !== NOT_PROVEN)
        tell({ title: isProblemCode(answer.code) ? problem(answer.code) : t('unreachable') });
      return;
    }
    const saved = await saveText('audit.csv', answer.value);
    if (saved) tell({ title: t('exported') });
  };
  return (
    <Button
      variant="default"
      loading={waiting}
      leftSection={<IconDownload size={20} aria-hidden />}
      onClick={() => void save()}
    >
      {t('export')}
    </Button>
  );
}
