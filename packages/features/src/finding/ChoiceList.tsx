import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useState } from 'react';
import css from './ChoiceList.module.css';

/** One thing that can be chosen; `id` is its own within the whole list. */
export interface Choice {
  readonly id: string;
  readonly shown: ReactNode;
  readonly choose: () => void;
}

/** Choices of one kind under their heading; `more`: how many are not shown. */
export interface ChoiceGroup {
  readonly id: string;
  readonly heading: string | null;
  readonly choices: readonly Choice[];
  readonly more?: string | undefined;
}

/** What the field above a list needs, so that the arrow keys move in the list while the focus stays where one types. */
export interface ListField {
  readonly role: 'combobox';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string;
  readonly 'aria-activedescendant': string | undefined;
  readonly 'aria-autocomplete': 'list';
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface ChoosingList {
  readonly field: ListField;
  readonly list: ReactNode;
}

/** How the list stands to what is typed now. */
export interface Asked {
  /** What is typed. */
  readonly text: string;
  /** `not-yet`: the choices are of what was typed before. `more-comes`: they are of this text, and more may be found in a moment. */
  readonly answer: 'not-yet' | 'more-comes' | 'whole';
}

/**
 * A list below a field: arrows move, Enter chooses, and so does a press. The first choice stands ready. Enter before the list is that of what
 * is typed chooses the first one when it comes, unless something else is typed meanwhile. `label` names the list.
 */
export function useChoiceList(label: string, groups: readonly ChoiceGroup[], { text, answer }: Asked): ChoosingList {
  const id = useId();
  const choices = useMemo(() => groups.flatMap((group) => group.choices), [groups]);
  const [marked, setMarked] = useState<string | null>(null);
  const at = Math.max(
    0,
    choices.findIndex((one) => one.id === marked),
  );
  const here = choices[at];
  const partOf = (choice: string) => `${id}-${choice}`;
  const shown = here && partOf(here.id);
  useLayoutEffect(() => {
    if (shown) document.getElementById(shown)?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const awaited = useAwaitedChoice({ text, answer }, choices[0]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && text !== '' && (answer === 'not-yet' || choices.length === 0)) {
      event.preventDefault();
      awaited.enter();
    }
    if (answer === 'not-yet' || choices.length === 0) return;
    const to = next(event.key, at, choices.length);
    if (to !== null) {
      event.preventDefault();
      setMarked(choices[to]?.id ?? null);
    } else if (event.key === 'Enter' && here) {
      event.preventDefault();
      here.choose();
    }
  };
  const list = (
    <div id={id} role="listbox" aria-label={label} className={css.list}>
      {groups.map((group) => (
        <Group key={group.id} group={group} partOf={partOf} chosen={here?.id} />
      ))}
    </div>
  );
  return {
    field: {
      role: 'combobox',
      'aria-expanded': choices.length > 0,
      'aria-controls': id,
      'aria-activedescendant': shown,
      'aria-autocomplete': 'list',
      onKeyDown,
    },
    list,
  };
}

/** Enter was pressed for a text whose first choice is not there yet. */
function useAwaitedChoice({ text, answer }: Asked, first: Choice | undefined): { readonly enter: () => void } {
  const [entered, setEntered] = useState<string | null>(null);
  useEffect(() => {
    if (entered === null || (entered === text && answer === 'not-yet')) return;
    if (entered === text && !first && answer === 'more-comes') return;
    setEntered(null); // chosen now, found to be nothing, or something else was typed
    if (entered === text) first?.choose();
  }, [entered, text, answer, first]);
  return { enter: () => setEntered(text) };
}

interface GroupProps {
  readonly group: ChoiceGroup;
  readonly partOf: (choice: string) => string;
  readonly chosen: string | undefined;
}

function Group({ group: { id, heading, choices, more }, partOf, chosen }: GroupProps) {
  if (choices.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: groups of a listbox have no element of their own
    <div role="group" aria-labelledby={heading === null ? undefined : partOf(`heading-${id}`)}>
      {heading !== null && (
        <div id={partOf(`heading-${id}`)} role="presentation" className={css.heading}>
          {heading}
          {more !== undefined && <span className={css.more}>{more}</span>}
        </div>
      )}
      {choices.map((choice) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and its keys
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          key={choice.id}
          id={partOf(choice.id)}
          role="option"
          aria-selected={choice.id === chosen}
          className={css.choice}
          onClick={choice.choose}
        >
          {choice.shown}
        </div>
      ))}
    </div>
  );
}

/** Where a key leads among `count` choices; null for any other key. */
function next(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  return null;
}
