import { useWords } from '@healthcare/ui';
import css from './Notice.module.css';

/** A page with one thing to say, before there is a workstation: another window is open, or nothing can be kept here. */
type About = 'otherWindow' | 'notOpened' | 'newerProgram';

export function Notice({ about, code }: { readonly about: About; readonly code?: string }) {
  const { t } = useWords('ward');
  return (
    <main className={css.page}>
      <h1>{t(`${about}.title`)}</h1>
      <p>{t(`${about}.what`)}</p>
      <p>{t(`${about}.next`, { code })}</p>
    </main>
  );
}
