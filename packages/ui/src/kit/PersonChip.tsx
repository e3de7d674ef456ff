import css from './PersonChip.module.css';

/** Doctors are square, everybody else round: told apart without colour. */
export type PersonShape = 'square' | 'round';

/** Initials of the first and last word; Arabic letters are set apart so that they do not join. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  const arabic = /\p{Script=Arabic}/u.test(first);
  return arabic ? `${first} ${last}`.trim() : `${first}${last}`.toUpperCase();
}

export interface PersonChipProps {
  readonly name: string;
  readonly shape: PersonShape;
  /** Only the mark; the name is said beside it. */
  readonly mark?: boolean;
}

export function PersonChip({ name, shape, mark = false }: PersonChipProps) {
  return (
    <span className={css.chip} data-shape={shape}>
      <span className={css.initials} aria-hidden>
        {initialsOf(name)}
      </span>
      {!mark && <bdi className={css.name}>{name}</bdi>}
    </span>
  );
}
