import type { Person } from '@healthcare/domain';
import type { ReactNode } from 'react';
import type { Section, SectionName } from './board.ts';
import { CallCard } from './CallCard.tsx';
import type { Call } from './call.ts';
import { useCallWords } from './call-words.ts';
import css from './SectionList.module.css';
import { VirtualRows } from './VirtualRows.tsx';

type Row = { readonly heading: SectionName; readonly count: number } | { readonly call: Call };

/** Sections of calls, each under its heading with its count. */
export function SectionList(props: {
  readonly sections: readonly Section[];
  readonly person: Person;
  readonly footer: ReactNode;
}) {
  const { t } = useCallWords();
  const rows = props.sections.flatMap<Row>(({ name, calls }) => [
    { heading: name, count: calls.length },
    ...calls.map((call) => ({ call })),
  ]);
  return (
    <VirtualRows
      items={rows}
      label={t('board.label')}
      keyOf={keyOf}
      estimate={estimate}
      hasCall={hasCall}
      footer={props.footer}
      render={(row) =>
        'call' in row ? (
          <div className={css.call}>
            <CallCard call={row.call} person={props.person} />
          </div>
        ) : (
          <h2 className={css.heading}>
            {t(`section.${row.heading}`)} <span>{t('count', { count: row.count })}</span>
          </h2>
        )
      }
    />
  );
}

// Always the same functions: with new ones the list would have every row measured again.
const keyOf = (row: Row): string => ('call' in row ? row.call.id : row.heading);
const estimate = (row: Row): number => ('call' in row ? 96 : 44);
const hasCall = (row: Row): boolean => 'call' in row;
