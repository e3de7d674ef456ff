import type { ReactNode } from 'react';
import css from './Field.module.css';
import { IconAlertCircle } from './icons.ts';

/** What is wrong with a field and what to write instead; a sign and a sentence, never red alone. */
export function FieldError({ children }: { readonly children: ReactNode }) {
  return (
    <span className={css.error}>
      <IconAlertCircle size={18} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
