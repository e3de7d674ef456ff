import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { ListPart } from './ListPart.tsx';
import { type ListRow, type ListSection, listRows, rowAfterKey } from './list-rows.ts';
import { useRowFocus } from './use-row-focus.ts';
import css from './VirtualList.module.css';

export interface VirtualListProps<Item> {
  /** What the list is, for those who do not see it. */
  readonly label: string;
  readonly sections: readonly ListSection<Item>[];
  readonly keyOf: (item: Item) => string;
  /** Height of an item before it was measured, px. */
  readonly itemHeight: number;
  /** An item. Its first link or button takes the focus when the arrow keys come by. */
  readonly children: (item: Item) => ReactNode;
  readonly footer?: ReactNode;
}

export type RowsInView = Virtualizer<HTMLElement, HTMLElement>;

const HEADING_HEIGHT = 44;

/**
 * Any number of items, of which only those in view are drawn. Headings stay on top while their section passes.
 * Arrow keys, Home and End move from item to item; a focused item stays drawn when it is scrolled away.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { sections, keyOf, itemHeight } = props;
  const frame = useRef<HTMLElement>(null);
  const { rows, spans } = useMemo(() => listRows(sections), [sections]);
  const focus = useRowFocus(frame);
  const view: RowsInView = useVirtualizer<HTMLElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: (at) => (rows[at]?.kind === 'heading' ? HEADING_HEIGHT : itemHeight),
    getItemKey: (at) => rowKey(rows[at], sections, keyOf),
    rangeExtractor: (range) => withRow(range, focus.row),
    scrollPaddingStart: HEADING_HEIGHT,
    overscan: 6,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const from = rowOf(event.target);
    const to = from === null ? null : rowAfterKey(rows, from, event.key);
    if (to === null) return;
    event.preventDefault();
    view.scrollToIndex(to);
    focus.move(to);
  };
  return (
    <section
      ref={frame}
      className={css.frame}
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onFocus={(event) => focus.keep(rowOf(event.target))}
    >
      <div className={css.rows} style={{ blockSize: view.getTotalSize() }}>
        {sections.map((section, at) => (
          <ListPart key={section.id} section={section} span={spans[at]} view={view} rows={rows} item={props.children} />
        ))}
      </div>
      {props.footer}
    </section>
  );
}

function rowKey<Item>(
  row: ListRow<Item> | undefined,
  sections: readonly ListSection<Item>[],
  keyOf: (item: Item) => string,
): string {
  if (!row) return '';
  return row.kind === 'item' ? keyOf(row.item) : `heading ${sections[row.section]?.id ?? ''}`;
}

/** The rows in view, and the one that has the focus wherever it is. */
function withRow(range: Range, row: number | null): number[] {
  const inView = defaultRangeExtractor(range);
  if (row === null || row >= range.count || inView.includes(row)) return inView;
  return [...inView, row].sort((a, b) => a - b);
}

function rowOf(target: EventTarget): number | null {
  if (!(target instanceof HTMLElement) || target.matches('input, textarea, select')) return null;
  const row = target.closest<HTMLElement>('[data-index]');
  return row ? Number(row.dataset.index) : null;
}
