import type { ReactNode } from 'react';
import { IconArrowDown, IconArrowUp } from './icons.ts';
import css from './Table.module.css';

/** By which column the rows stand in order, and how they are asked for in another. */
export interface TableOrder {
  /** Its place among the columns. */
  readonly by: number;
  readonly down: boolean;
  /** Columns that rows can be put in order by. */
  readonly byAny: readonly number[];
  readonly onOrder: (by: number) => void;
}

export interface TableProps {
  /** What each column says, in the order of the cells. */
  readonly columns: readonly string[];
  /** For a reader of the screen where no heading stands before it. */
  readonly label?: string;
  readonly order?: TableOrder;
  /** Rows; the first cell of each is its heading. */
  readonly children: ReactNode;
}

/** Few things with the same facts, under each other. Long lists have `VirtualList`. */
export function Table({ columns, label, order, children }: TableProps) {
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column, at) => (
            <th key={column} scope="col" aria-sort={sortOf(order, at)}>
              {order?.byAny.includes(at) ? <OrderButton column={column} at={at} order={order} /> : column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface OrderButtonProps {
  readonly column: string;
  readonly at: number;
  readonly order: TableOrder;
}

function OrderButton({ column, at, order }: OrderButtonProps) {
  const Mark = order.down ? IconArrowDown : IconArrowUp;
  return (
    <button type="button" className={css.order} onClick={() => order.onOrder(at)}>
      {column}
      {order.by === at && <Mark size={16} aria-hidden />}
    </button>
  );
}

function sortOf(order: TableOrder | undefined, at: number): 'ascending' | 'descending' | undefined {
  if (order?.by !== at) return undefined;
  return order.down ? 'descending' : 'ascending';
}
