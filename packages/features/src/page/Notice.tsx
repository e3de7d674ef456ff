import { useWords } from '@healthcare/ui';
import type { App } from './app.ts';
import css from './Notice.module.css';

/** A page with one thing to say, before there is a workstation: another window is open, or nothing can be kept here. */
type About = 'otherWindow' | 'diskFull' | 'notOpened' | 'newerProgram';

interface NoticeProps {
  readonly app: Pick<App, 'kind'>;
  readonly about: About;
  readonly code?: string;
}

export function Notice({ app: { kind }, about, code }: NoticeProps) {
  const { t } = useWords('page');
  return (
    <main className={css.page}>
      <h1>{t(`${about}.title`)}</h1>
      <p>{t(`${about}.what`, { app: kind })}</p>
      <p>{t(`${about}.next`, { code })}</p>
    </main>
  );
}
