import type { ReactNode } from 'react';
import type { Icon } from './icons.ts';
import css from './Pill.module.css';

export type Tone = 'plain' | 'quiet' | 'urgent' | 'attention' | 'present' | 'accent';

export interface PillProps {
  readonly tone?: Tone;
  readonly icon: Icon;
  readonly solid?: boolean;
  readonly children: ReactNode;
}

/** A state: always an icon and a word; the colour only repeats them. */
export function Pill({ tone = 'plain', icon: Mark, solid = false, children }: PillProps) {
  return (
    <span className={css.pill} data-tone={tone} data-solid={solid || undefined}>
      <Mark size={16} stroke={2} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
