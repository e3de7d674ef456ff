import { type RefObject, useEffect, useRef, useState } from 'react';

/** Which row holds the focus, so that it stays drawn; `move` draws a row first and focuses it then. */
export interface RowFocus {
  readonly row: number | null;
  readonly keep: (row: number | null) => void;
  readonly move: (row: number) => void;
}

export function useRowFocus(frame: RefObject<HTMLElement | null>): RowFocus {
  const [row, keep] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const place = frame.current?.querySelector(`[data-index="${wanted.current}"]`);
    wanted.current = null;
    // The virtualizer has scrolled already; a second scroll of the browser's own would cover the row with the heading.
    place?.querySelector<HTMLElement>('a[href], button:not(:disabled)')?.focus({ preventScroll: true });
  });
  const move = (to: number) => {
    wanted.current = to;
    keep(to);
  };
  return { row, keep, move };
}
