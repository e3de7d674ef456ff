import type { ReactNode } from 'react';
import type { Icon } from './icons.ts';
import css from './NoticeLine.module.css';

export interface NoticeLineProps {
  readonly icon: Icon;
  /** `attention`: somebody has to act. `plain`: good to know. */
  readonly tone: 'attention' | 'plain';
  /** Makes it a region of the page by this name. */
  readonly label?: string;
  /** Read out at once, whatever else is being read. */
  readonly alert?: boolean;
  /** What is so and what to do, as one sentence after another; read out when it changes. */
  readonly children: ReactNode;
  /** Buttons, at the end of the line. */
  readonly acts?: ReactNode;
}

/** A line across the page, above what it is about: sign, sentence, acts. It goes when its cause does; nobody closes it. Not printed. */
export function NoticeLine({ icon: Sign, tone, label, alert = false, children, acts }: NoticeLineProps) {
  const Line = label === undefined ? 'div' : 'section';
  return (
    <Line className={css.notice} data-tone={tone} {...(label !== undefined && { 'aria-label': label })}>
      <Sign size={20} aria-hidden />
      <p role={alert ? 'alert' : 'status'}>{children}</p>
      {acts}
    </Line>
  );
}
