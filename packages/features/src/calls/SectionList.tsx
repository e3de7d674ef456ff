import type { Person } from '@healthcare/domain';
import { VirtualList } from '@healthcare/ui';
import { type ReactNode, useMemo } from 'react';
import type { Section } from './board.ts';
import { CallCard } from './CallCard.tsx';
import type { Call } from './call.ts';
import { useCallWords } from './call-words.ts';
import css from './SectionList.module.css';

/** Height of a card before it was measured, px. */
const CARD_HEIGHT = 96;

/** Sections of calls, each under its heading with its count. */
export function SectionList(props: {
  readonly sections: readonly Section[];
  readonly person: Person;
  readonly footer: ReactNode;
}) {
  const { t } = useCallWords();
  const { sections, person, footer } = props;
  const named = useMemo(
    () =>
      sections.map(({ name, calls }) => ({
        id: name,
        heading: t(`section.${name}`),
        count: t('count', { count: calls.length }),
        items: calls,
      })),
    [sections, t],
  );
  return (
    <VirtualList label={t('board.label')} sections={named} keyOf={idOf} itemHeight={CARD_HEIGHT} footer={footer}>
      {(call) => (
        <div className={css.call}>
          <CallCard call={call} person={person} />
        </div>
      )}
    </VirtualList>
  );
}

const idOf = ({ id }: Call): string => id;
