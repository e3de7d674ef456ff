import { useMemo } from 'react';
import { useWords, VirtualList } from '../../src/index.ts';
import css from './Proof.module.css';
import { ProofShell } from './ProofShell.tsx';

const keyOf = (row: number) => String(row);

/** 50,000 rows in two sections. */
export function ListPage() {
  const { t } = useWords('proof');
  const sections = useMemo(() => {
    const part = (id: string, from: number, to: number) => ({
      id,
      heading: t(id),
      count: t('rowCount', { count: to - from }),
      items: Array.from({ length: to - from }, (_, at) => from + at + 1),
    });
    return [part('open', 0, 20), part('done', 20, 50_000)];
  }, [t]);
  return (
    <ProofShell>
      <div className={css.listPage}>
        <h1>{t('rows')}</h1>
        <VirtualList label={t('rows')} sections={sections} keyOf={keyOf} itemHeight={52}>
          {(row) => (
            <a className={css.listRow} href={`#${row}`}>
              {t('row', { number: row })}
            </a>
          )}
        </VirtualList>
      </div>
    </ProofShell>
  );
}
