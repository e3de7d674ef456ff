import { type ReactNode, useId } from 'react';
import css from './Page.module.css';

export interface PageProps {
  readonly title: string;
  /** One sentence: what this place is for. */
  readonly why: string;
  /** What stands side by side needs the room. */
  readonly wide?: true;
  readonly children: ReactNode;
}

/** A place of the rail that is read from top to bottom: its name, what it is for, and what there is. It scrolls by itself. */
export function Page({ title, why, wide, children }: PageProps) {
  const id = useId();
  return (
    <section className={css.page} data-wide={wide} aria-labelledby={id}>
      <h1 id={id}>{title}</h1>
      <p className={css.why}>{why}</p>
      {children}
    </section>
  );
}
