import { IconHeartbeat, LanguageTools, useWords } from '@healthcare/ui';
import type { ReactNode } from 'react';
import css from './Enrolment.module.css';

/** A page of its own, before there is a workstation and after there was one. */
export function PlainFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useWords('ui');
  return (
    <div className={css.page}>
      <header className={css.head}>
        <IconHeartbeat size={28} stroke={2} aria-hidden />
        <b>{t('app.name')}</b>
        <span className={css.tools}>
          <LanguageTools />
        </span>
      </header>
      <main className={css.work}>{children}</main>
    </div>
  );
}
