import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useRef } from 'react';
import css from './VirtualRows.module.css';

export interface VirtualRowsProps<Item> {
  readonly items: readonly Item[];
  readonly label: string;
  readonly keyOf: (item: Item) => string;
  /** Height before the row was seen, px. */
  readonly estimate: (item: Item) => number;
  readonly render: (item: Item) => ReactNode;
  /** Only rows with a call can take the focus; headings are passed over. */
  readonly hasCall: (item: Item) => boolean;
  readonly footer?: ReactNode;
}

/** Draws only the rows that are seen, whatever their number. Arrow keys, Home and End move from call to call. */
export function VirtualRows<Item>(props: VirtualRowsProps<Item>) {
  const { items, keyOf, estimate, render } = props;
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    // Stable as long as the items are: a new function has every row of the list measured again.
    estimateSize: useCallback((at: number) => estimate(items[at] as Item), [items, estimate]),
    getItemKey: useCallback((at: number) => keyOf(items[at] as Item), [items, keyOf]),
    overscan: 6,
  });
  const focus = (at: number) => {
    rows.scrollToIndex(at);
    // Two frames: one to scroll, one in which the row is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => linkAt(frame.current, at)?.focus()));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = rowOf(event.target);
    const to = from === null ? null : target(event.key, from, props);
    if (to === null) return;
    event.preventDefault();
    focus(to);
  };
  return (
    <section ref={frame} className={css.frame} aria-label={props.label} onKeyDown={onKeyDown}>
      <div className={css.rows} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className={css.row}
            style={{ transform: `translateY(${start}px)` }}
          >
            {render(items[index] as Item)}
          </div>
        ))}
      </div>
      {props.footer}
    </section>
  );
}

/** Where the key leads from a row; null when it is no key of the list or there is nothing further. */
function target<Item>(key: string, from: number, { items, hasCall }: VirtualRowsProps<Item>): number | null {
  const stops = items.flatMap((item, at) => (hasCall(item) ? [at] : []));
  const found = () => {
    switch (key) {
      case 'ArrowDown':
        return stops.find((at) => at > from);
      case 'ArrowUp':
        return stops.findLast((at) => at < from);
      case 'Home':
        return stops[0];
      case 'End':
        return stops.at(-1);
    }
    return undefined;
  };
  return found() ?? null;
}

function rowOf(target: EventTarget): number | null {
  if (!(target instanceof HTMLElement) || target.matches('input, textarea, select')) return null;
  const row = target.closest<HTMLElement>('[data-index]');
  return row ? Number(row.dataset.index) : null;
}

function linkAt(frame: HTMLElement | null, at: number): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-index="${at}"] [data-call]`) ?? null;
}
