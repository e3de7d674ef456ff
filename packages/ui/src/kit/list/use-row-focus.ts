import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

/** Rows as the focus sees them: by key, because rows come and go above the one that is held. */
export interface FocusableRows {
  readonly count: number;
  /** Null where a row cannot be focused (a heading). */
  readonly keyAt: (row: number) => string | null;
}

/** Which row holds the focus, so that it stays drawn when it is scrolled away. */
export interface RowFocus {
  readonly row: number | null;
  /** The row now focused by whatever means, null when the focus left. */
  readonly keep: (row: number | null) => void;
  /** Focuses a row's first link or button, however far away it is. */
  readonly move: (row: number) => void;
}

/**
 * Keeps the focus in the list. When the focused part vanishes (the call was accepted and its button is gone, or somebody else closed
 * it), the focus goes to the row itself, or to the row now in its place: never to the top of the page, and never onto a button, because
 * a second press of the same key would then act on another call.
 */
export function useRowFocus(frame: RefObject<HTMLElement | null>, rows: FocusableRows): RowFocus {
  const [held, setHeld] = useState<{ readonly key: string; readonly row: number } | null>(null);
  const focused = useRef<Element | null>(null);
  const wanted = useRef<string | null>(null);
  const row = useMemo(() => (held === null ? null : rowOfKey(rows, held)), [rows, held]);

  const keep = useCallback(
    (to: number | null) => {
      const key = to === null ? null : rows.keyAt(to);
      focused.current = key === null ? null : document.activeElement;
      setHeld(key === null || to === null ? null : { key, row: to });
    },
    [rows],
  );
  const move = useCallback(
    (to: number) => {
      wanted.current = rows.keyAt(to);
      keep(to);
    },
    [rows, keep],
  );

  useLayoutEffect(() => {
    if (wanted.current === null || row === null || rows.keyAt(row) !== wanted.current) return;
    wanted.current = null;
    const place = placeOf(frame.current, row);
    (place?.querySelector<HTMLElement>('a[href], button:not(:disabled)') ?? place)?.focus({ preventScroll: true });
  });

  const restore = useRef(() => {});
  useLayoutEffect(() => {
    restore.current = () => {
      if (held === null || focused.current?.isConnected !== false || document.activeElement !== document.body) return;
      const place = placeInView(frame.current, row) ?? placeInView(frame.current, nearest(rows, held.row));
      place?.focus({ preventScroll: true });
    };
  });
  useEffect(() => {
    if (!frame.current) return;
    // One for the life of the list: an observer that is replaced forgets what it has just seen.
    const seen = new MutationObserver(() => restore.current());
    seen.observe(frame.current, { childList: true, subtree: true });
    return () => seen.disconnect();
  }, [frame]);

  return { row, keep, move };
}

function rowOfKey(rows: FocusableRows, held: { readonly key: string; readonly row: number }): number | null {
  if (rows.keyAt(held.row) === held.key) return held.row;
  for (let row = 0; row < rows.count; row += 1) if (rows.keyAt(row) === held.key) return row;
  return null;
}

/** The row now in the place of a vanished one: the next below, at the end the last. */
function nearest(rows: FocusableRows, from: number): number | null {
  for (let row = from; row < rows.count; row += 1) if (rows.keyAt(row) !== null) return row;
  for (let row = Math.min(from, rows.count) - 1; row >= 0; row -= 1) if (rows.keyAt(row) !== null) return row;
  return null;
}

function placeOf(frame: HTMLElement | null, row: number | null): HTMLElement | null {
  return row === null ? null : (frame?.querySelector<HTMLElement>(`[data-index="${row}"]`) ?? null);
}

/** The screen never jumps because a button went: a row that moved out of sight is not followed. */
function placeInView(frame: HTMLElement | null, row: number | null): HTMLElement | null {
  const place = placeOf(frame, row);
  if (!frame || !place) return null;
  const [seen, at] = [frame.getBoundingClientRect(), place.getBoundingClientRect()];
  return at.bottom > seen.top && at.top < seen.bottom ? place : null;
}
