import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { usePorts } from '../state/index.ts';
import css from './Sheet.module.css';

export interface Printing {
  /** Stands anywhere in the screen; empty while nothing is printed. */
  readonly sheet: ReactNode;
  /** Prints the document alone, without the screen around it, by the system's own dialog. Needs neither server nor network. */
  readonly print: (document: ReactNode) => void;
}

/** How a screen prints something that is no screen. */
export function usePrint(): Printing {
  const { printPage } = usePorts();
  const [printed, setPrinted] = useState<ReactNode>(null);
  useEffect(() => {
    if (printed === null) return;
    void printPage().finally(() => setPrinted(null));
  }, [printed, printPage]);
  const sheet =
    printed !== null &&
    createPortal(
      <div className={css.sheet} data-sheet>
        {printed}
      </div>,
      document.body,
    );
  return { sheet, print: useCallback((document) => setPrinted(document), []) };
}
