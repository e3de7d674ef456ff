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
      keyOf={(row) => ('call' in row ? row.call.id : row.heading)}
      estimate={(row) => ('call' in row ? 96 : 44)}
      hasCall={(row) => 'call' in row}
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
