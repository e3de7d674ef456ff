import type { ReactNode } from 'react';
import css from './Table.module.css';

export interface TableProps {
  /** What each column says, in the order of the cells. */
  readonly columns: readonly string[];
  /** For a reader of the screen where no heading stands before it. */
  readonly label?: string;
  /** Rows; the first cell of each is its heading. */
  readonly children: ReactNode;
}

/** Few things with the same facts, under each other. Long lists have `VirtualList`. */
export function Table({ columns, label, children }: TableProps) {
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
