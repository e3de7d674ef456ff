import css from './Segments.module.css';

export interface Segment<Id extends string> {
  readonly id: Id;
  readonly word: string;
}

/** One of a few views of the same screen. */
export function Segments<Id extends string>(props: {
  readonly label: string;
  readonly segments: readonly Segment<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws and announces a form; this chooses a view
    <div className={css.segments} role="group" aria-label={props.label}>
      {props.segments.map(({ id, word }) => (
        <button
          key={id}
          type="button"
          className={css.segment}
          aria-pressed={id === props.chosen}
          onClick={() => props.onChoose(id)}
        >
          {word}
        </button>
      ))}
    </div>
  );
}
