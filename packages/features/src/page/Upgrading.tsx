import type { UpgradeProgress } from '@healthcare/replica';
import { useWords } from '@healthcare/ui';
import type { App } from './app.ts';
import css from './Notice.module.css';

interface UpgradingProps {
  readonly app: Pick<App, 'kind'>;
  readonly progress: UpgradeProgress;
}

/** Instead of the screens, while a newer program takes over what is kept here: how far it is, and what to do until then. */
export function Upgrading({ app: { kind }, progress }: UpgradingProps) {
  const { t } = useWords('page');
  return (
    <main className={css.page}>
      <h1>{t('upgrading.title')}</h1>
      <p>{t('upgrading.what', { app: kind })}</p>
      <div className={css.progress}>
        <progress value={progress.done} max={progress.total} aria-label={t('upgrading.title')} />
        <p>{t('upgrading.count', { ...progress })}</p>
      </div>
      <p>{t('upgrading.next')}</p>
    </main>
  );
}
