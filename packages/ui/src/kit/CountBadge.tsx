import css from './CountBadge.module.css';
import type { Icon } from './icons.ts';

export interface CountBadgeProps {
  readonly icon: Icon;
  /** Number and noun in one phrase ("1 dispute"): a bare number says nothing. */
  readonly word: string;
  /** `attention` asks for somebody; `plain` only counts. */
  readonly tone?: 'attention' | 'plain';
  /** Where the list is. Without it the count is not pressable. */
  readonly href?: string;
}

/** How many of something wait, and the way to their list. */
export function CountBadge({ icon: Sign, word, tone = 'attention', href }: CountBadgeProps) {
  const body = (
    <>
      <Sign size={20} aria-hidden />
      {word}
    </>
  );
  if (href === undefined)
    return (
      <span className={css.count} data-tone={tone}>
        {body}
      </span>
    );
  return (
    <a className={css.count} data-tone={tone} href={href}>
      {body}
    </a>
  );
}
