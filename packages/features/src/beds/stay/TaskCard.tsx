import type { Icon } from '@healthcare/ui';
import type { ReactNode } from 'react';
import css from './TaskCard.module.css';

export interface TaskCardProps {
  readonly icon: Icon;
  /** Whom it is about, for those who do not see it. */
  readonly label: string;
  /** What has to be decided. */
  readonly title: ReactNode;
  /** Why, and who asked. */
  readonly why: ReactNode;
  /** The acts that end it. */
  readonly children: ReactNode;
}

/** Something that somebody has to decide about a patient: one line where there is room, and the acts at its end. */
export function TaskCard({ icon: Sign, label, title, why, children }: TaskCardProps) {
  return (
    <article className={css.task} aria-label={label}>
      <Sign size={24} stroke={1.75} aria-hidden />
      <div className={css.what}>
        <h2>{title}</h2>
        <p>{why}</p>
      </div>
      <div className={css.acts}>{children}</div>
    </article>
  );
}
