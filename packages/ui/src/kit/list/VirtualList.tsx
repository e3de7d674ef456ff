import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { useWords } from '../../language/use-words.ts';
import { IconChevronDown } from '../icons.ts';
import { ListPart } from './ListPart.tsx';
import { itemsAfter, type ListRow, type ListSection, listRows, rowAfterKey } from './list-rows.ts';
import { type FocusableRows, useRowFocus } from './use-row-focus.ts';
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
 * Any number of items, of which only those in view are drawn. Headings stay on top while their section passes, and the list says
 * how many items lie below. Arrow keys, Home and End move from item to item; a focused item stays drawn when it is scrolled away.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { sections, keyOf, itemHeight } = props;
  const frame = useRef<HTMLElement>(null);
  const { rows, spans } = useMemo(() => listRows(sections), [sections]);
  const focus = useRowFocus(frame, useFocusable(rows, keyOf));
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
    const from = isWriting(event.target) ? null : rowOf(event.target);
    const to = from === null ? null : rowAfterKey(rows, from, event.key);
    if (to === null) return;
    event.preventDefault();
    view.scrollToIndex(to);
    focus.move(to);
  };
  return (
    <div className={css.list}>
      <section
        ref={frame}
        className={css.frame}
        aria-label={props.label}
        onKeyDown={onKeyDown}
        onFocus={(event) => focus.keep(rowOf(event.target))}
        onBlur={(event) => event.relatedTarget && !frame.current?.contains(event.relatedTarget) && focus.keep(null)}
      >
        <div className={css.rows} style={{ blockSize: view.getTotalSize() }}>
          {sections.map((section, at) => (
            <ListPart
              key={section.id}
              section={section}
              span={spans[at]}
              view={view}
              rows={rows}
              item={props.children}
            />
          ))}
        </div>
        {props.footer}
      </section>
      <Below view={view} rows={rows} />
    </div>
  );
}

/** How many items lie below what is seen; nothing when all of them can be seen at once. */
function Below<Item>({ view, rows }: { readonly view: RowsInView; readonly rows: readonly ListRow<Item>[] }) {
  const { t } = useWords('ui');
  if (view.getTotalSize() <= (view.scrollRect?.height ?? 0)) return null;
  const count = itemsAfter(rows, view.range?.endIndex ?? rows.length);
  return (
    <p className={css.below}>
      {count > 0 && (
        <>
          <IconChevronDown size={16} aria-hidden /> {t('kit.below', { count })}
        </>
      )}
    </p>
  );
}

function useFocusable<Item>(rows: readonly ListRow<Item>[], keyOf: (item: Item) => string): FocusableRows {
  return useMemo(() => {
    const keyAt = (at: number) => {
      const row = rows[at];
      return row?.kind === 'item' ? keyOf(row.item) : null;
    };
    return { count: rows.length, keyAt };
  }, [rows, keyOf]);
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

function isWriting(target: EventTarget): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable="true"]');
}

function rowOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset.index) : null;
}
