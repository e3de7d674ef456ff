import type { ReactNode } from 'react';
import css from './EmptyState.module.css';
import type { Icon } from './icons.ts';

/** Why it is empty, and the next act. Says "none" only when that is known. */
export function EmptyState(props: {
  readonly icon: Icon;
  readonly title: string;
  readonly why?: string;
  readonly children?: ReactNode;
}) {
  const Mark = props.icon;
  return (
    <div className={css.empty} role="status">
      <Mark size={32} stroke={1.5} aria-hidden />
      <p className={css.title}>{props.title}</p>
      {props.why && <p>{props.why}</p>}
      {props.children}
    </div>
  );
}
