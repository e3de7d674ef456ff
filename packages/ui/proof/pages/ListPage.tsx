import { useMemo, useState } from 'react';
import { useWords, VirtualList } from '../../src/index.ts';
import css from './Proof.module.css';
import { ProofShell } from './ProofShell.tsx';

const keyOf = (row: number) => String(row);
const all = Array.from({ length: 50_000 }, (_, at) => at + 1);
const open = all.slice(0, 20);
const done = all.slice(20);

/** 50,000 rows in two sections. Pressing a row takes it out of the first, as closing a call does. */
export function ListPage() {
  const { t } = useWords('proof');
  const [pressed, setPressed] = useState<ReadonlySet<number>>(new Set());
  const sections = useMemo(() => {
    const part = (id: string, items: readonly number[]) => ({
      id,
      heading: t(id),
      count: t('rowCount', { count: items.length }),
      items,
    });
    return [
      part(
        'open',
        open.filter((row) => !pressed.has(row)),
      ),
      part('done', done),
    ];
  }, [t, pressed]);
  return (
    <ProofShell>
      <div className={css.listPage}>
        <h1>{t('rows')}</h1>
        <VirtualList label={t('rows')} sections={sections} keyOf={keyOf} itemHeight={52}>
          {(row) => (
            <button type="button" className={css.listRow} onClick={() => setPressed((was) => new Set(was).add(row))}>
              {t('row', { number: row })}
            </button>
          )}
        </VirtualList>
      </div>
    </ProofShell>
  );
}
