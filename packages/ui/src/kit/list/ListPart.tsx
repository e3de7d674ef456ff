import type { VirtualItem } from '@tanstack/react-virtual';
import { type ReactNode, useId } from 'react';
import type { ListRow, ListSection } from './list-rows.ts';
import css from './VirtualList.module.css';
import type { RowsInView } from './VirtualList.tsx';

interface ListPartProps<Item> {
  readonly section: ListSection<Item>;
  readonly span: { readonly first: number; readonly last: number } | undefined;
  readonly view: RowsInView;
  readonly rows: readonly ListRow<Item>[];
  readonly item: (item: Item) => ReactNode;
}

/** One section: a heading that sticks while the section passes, and the list of its items that are in view. */
export function ListPart<Item>({ section, span, view, rows, item }: ListPartProps<Item>) {
  const id = useId();
  const drawn = view.getVirtualItems().filter(({ index }) => span && index >= span.first && index <= span.last);
  if (!span || drawn.length === 0) return null;
  const top = view.measurementsCache[span.first]?.start ?? 0;
  const end = view.measurementsCache[span.last]?.end ?? top;
  const named = section.heading === null ? {} : { 'aria-labelledby': id };
  return (
    <div className={css.part} style={{ insetBlockStart: top, blockSize: end - top }}>
      {section.heading !== null && (
        <h2 id={id} className={css.heading}>
          {section.heading} <span>{section.count}</span>
        </h2>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by number; a ul would be read as having only those drawn */}
      <div role="list" {...named}>
        {drawn.map((place) => (
          <Row key={place.key} place={place} row={rows[place.index]} top={top} of={section} view={view} item={item} />
        ))}
      </div>
    </div>
  );
}

interface RowProps<Item> {
  readonly place: VirtualItem;
  readonly row: ListRow<Item> | undefined;
  /** Where its section begins, px. */
  readonly top: number;
  readonly of: ListSection<Item>;
  readonly view: RowsInView;
  readonly item: (item: Item) => ReactNode;
}

function Row<Item>({ place, row, top, of, view, item }: RowProps<Item>) {
  if (row?.kind !== 'item') return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list above
    <div
      ref={view.measureElement}
      role="listitem"
      tabIndex={-1}
      data-index={place.index}
      aria-setsize={of.items.length}
      aria-posinset={row.at + 1}
      className={css.row}
      style={{ transform: `translateY(${place.start - top}px)` }}
    >
      {item(row.item)}
    </div>
  );
}
