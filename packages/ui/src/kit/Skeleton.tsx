import { useWords } from '../language/use-words.ts';
import css from './Skeleton.module.css';

/** Rows in the final shape, for anything that takes over 200 ms. */
export function Skeleton({ rows = 4 }: { readonly rows?: number }) {
  const { t } = useWords('ui');
  return (
    <div className={css.skeleton} role="status" aria-label={t('kit.loading')}>
      {Array.from({ length: rows }, (_, at) => `row-${at}`).map((key) => (
        <span key={key} />
      ))}
    </div>
  );
}
