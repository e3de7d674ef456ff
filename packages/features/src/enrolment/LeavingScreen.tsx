import { useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import css from './Enrolment.module.css';
import { PlainFrame } from './PlainFrame.tsx';

/** How far a workstation that is taken away has come. `left`: entries that are still here; null while nobody can know. */
export type Leaving =
  | { readonly step: 'handing' | 'waiting'; readonly left: number | null }
  | { readonly step: 'wiping' }
  /** `lost`: entries that could not be handed in; null: what was kept could not be opened. */
  | { readonly step: 'wiped'; readonly lost: number | null };

/** Says plainly what happens to a workstation that was taken out of use, and at the end what became of what was saved there. */
export function LeavingScreen({ at, onAnew }: { readonly at: Leaving; readonly onAnew: () => void }) {
  return (
    <PlainFrame>
      <section className={css.form} aria-live="polite">
        {at.step === 'wiped' ? <Wiped lost={at.lost} onAnew={onAnew} /> : <UnderWay at={at} />}
      </section>
    </PlainFrame>
  );
}

function UnderWay({ at }: { readonly at: Exclude<Leaving, { readonly step: 'wiped' }> }) {
  const { t } = useWords('enrolment');
  return (
    <>
      <h1>{t('leaving.title')}</h1>
      <p>{t(`leaving.${at.step}`)}</p>
      {'left' in at && at.left !== null && <p className={css.told}>{t('leaving.left', { count: at.left })}</p>}
    </>
  );
}

function Wiped({ lost, onAnew }: { readonly lost: number | null; readonly onAnew: () => void }) {
  const { t } = useWords('enrolment');
  return (
    <>
      <h1>{t('wiped.title')}</h1>
      <p>{t('wiped.what')}</p>
      {lost === 0 && <p className={css.told}>{t('wiped.all')}</p>}
      {lost !== 0 && (
        <p className={css.notice}>{lost === null ? t('wiped.sealed') : t('wiped.lost', { count: lost })}</p>
      )}
      <Button variant="default" size="lg" onClick={onAnew}>
        {t('wiped.anew')}
      </Button>
    </>
  );
}
