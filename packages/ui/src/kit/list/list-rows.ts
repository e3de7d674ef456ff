/** One part of a list, under its heading. A list of one section may leave the heading out. */
export interface ListSection<Item> {
  readonly id: string;
  readonly heading: string | null;
  /** Said after the heading: "3 calls". */
  readonly count?: string;
  readonly items: readonly Item[];
}

/** What the virtual list counts: headings and items in one run. `at` is the place within its section. */
export type ListRow<Item> =
  | { readonly kind: 'heading'; readonly section: number }
  | { readonly kind: 'item'; readonly section: number; readonly at: number; readonly item: Item };

/** The run of rows of all sections, and for every section its first and last row. */
export interface ListRows<Item> {
  readonly rows: readonly ListRow<Item>[];
  readonly spans: readonly { readonly first: number; readonly last: number }[];
}

/** Sections without items are left out: a heading over nothing says nothing. */
export function listRows<Item>(sections: readonly ListSection<Item>[]): ListRows<Item> {
  const rows: ListRow<Item>[] = [];
  const spans = sections.map(({ heading, items }, section) => {
    const first = rows.length;
    if (heading !== null && items.length > 0) rows.push({ kind: 'heading', section });
    for (const [at, item] of items.entries()) rows.push({ kind: 'item', section, at, item });
    return { first, last: rows.length - 1 };
  });
  return { rows, spans };
}

/** Where a key leads from a row, passing over headings; null when it is no key of the list or nothing lies further. */
export function rowAfterKey<Item>(rows: readonly ListRow<Item>[], from: number, key: string): number | null {
  const isItem = (row: ListRow<Item>) => row.kind === 'item';
  const found = () => {
    switch (key) {
      case 'ArrowDown':
        return next(rows, from, 1);
      case 'ArrowUp':
        return next(rows, from, -1);
      case 'Home':
        return rows.findIndex(isItem);
      case 'End':
        return rows.findLastIndex(isItem);
    }
    return -1;
  };
  const to = found();
  return to === -1 || to === from ? null : to;
}

/** How many items lie after a row. */
export function itemsAfter<Item>(rows: readonly ListRow<Item>[], row: number): number {
  const last = rows.at(-1);
  if (!last || row >= rows.length - 1) return 0;
  let headings = 0;
  // One heading per section: walk back from the last section's heading instead of over all items.
  for (let at = rows.length - 1; at > row; ) {
    const here = rows[at];
    if (here?.kind === 'item') at -= here.at + 1;
    else {
      headings += 1;
      at -= 1;
    }
  }
  return rows.length - 1 - row - headings;
}

function next<Item>(rows: readonly ListRow<Item>[], from: number, step: 1 | -1): number {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) if (rows[at]?.kind === 'item') return at;
  return -1;
}
