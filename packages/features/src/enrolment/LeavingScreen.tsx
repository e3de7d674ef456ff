import type { WorkstationWiped } from '@healthcare/protocol';
import type { LeftHere } from '@healthcare/replica';
import { useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import css from './Enrolment.module.css';
import { PlainFrame } from './PlainFrame.tsx';

/** How far a workstation that is taken away has come. `left`: what is still here; null while nobody can know. */
export type Leaving =
  | { readonly step: 'handing' | 'waiting'; readonly left: LeftHere | null }
  /** The server answers, and does not take this: it is kept here until somebody has decided. */
  | { readonly step: 'left'; readonly left: LeftHere; readonly again: () => void; readonly deleteAll: () => void }
  | { readonly step: 'wiping' }
  | { readonly step: 'wiped'; readonly lost: WorkstationWiped };

/** Says plainly what happens to a workstation that was taken out of use, and at the end what became of what was saved there. */
export function LeavingScreen({ at, onAnew }: { readonly at: Leaving; readonly onAnew: () => void }) {
  return (
    <PlainFrame>
      <section className={css.form} aria-live="polite">
        {at.step === 'wiped' && <Wiped lost={at.lost} onAnew={onAnew} />}
        {at.step === 'left' && <NotTaken {...at} />}
        {at.step !== 'wiped' && at.step !== 'left' && <UnderWay at={at} />}
      </section>
    </PlainFrame>
  );
}

function UnderWay({ at }: { readonly at: Exclude<Leaving, { readonly step: 'wiped' | 'left' }> }) {
  const { t } = useWords('enrolment');
  const left = 'left' in at ? at.left : null;
  return (
    <>
      <h1>{t('leaving.title')}</h1>
      <p>{t(`leaving.${at.step}`)}</p>
      {left !== null && <p className={css.told}>{t('leaving.left', { count: left.entries })}</p>}
      {left !== null && left.files.length > 0 && (
        <p className={css.told}>{t('leaving.leftFiles', { count: left.files.length })}</p>
      )}
    </>
  );
}

interface NotTakenProps {
  readonly left: LeftHere;
  readonly again: () => void;
  readonly deleteAll: () => void;
}

/** What would be lost, and of whom, by the ids that the hospital knows: names are deleted here, or cannot be read. */
function NotTaken({ left: { entries, files }, again, deleteAll }: NotTakenProps) {
  const { t } = useWords('enrolment');
  const people = Map.groupBy(files, ({ by }) => by);
  return (
    <>
      <h1>{t('notTaken.title')}</h1>
      <p>{t('notTaken.what')}</p>
      <ul className={css.left}>
        {entries > 0 && <li>{t('leaving.left', { count: entries })}</li>}
        {[...people].map(([by, of]) => (
          <li key={by}>
            {by === null
              ? t('notTaken.filesOfNobody', { count: of.length })
              : t('notTaken.filesOf', { count: of.length, by })}
          </li>
        ))}
      </ul>
      <p>{t('notTaken.kept')}</p>
      <Button size="lg" fullWidth onClick={again}>
        {t('notTaken.again')}
      </Button>
      <Button size="lg" fullWidth variant="default" color="red" onClick={deleteAll}>
        {t('notTaken.deleteAll')}
      </Button>
    </>
  );
}

function Wiped({
  lost: { lost, files = 0 },
  onAnew,
}: {
  readonly lost: WorkstationWiped;
  readonly onAnew: () => void;
}) {
  const { t } = useWords('enrolment');
  return (
    <>
      <h1>{t('wiped.title')}</h1>
      <p>{t('wiped.what')}</p>
      {lost === 0 && files === 0 && <p className={css.told}>{t('wiped.all')}</p>}
      {lost !== 0 && (
        <p className={css.notice}>{lost === null ? t('wiped.sealed') : t('wiped.lost', { count: lost })}</p>
      )}
      {files > 0 && <p className={css.notice}>{t('wiped.lostFiles', { count: files })}</p>}
      <Button variant="default" size="lg" onClick={onAnew}>
        {t('wiped.anew')}
      </Button>
    </>
  );
}
