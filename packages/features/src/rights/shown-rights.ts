import { type ActingRole, actors, type RightRow, rightsTable } from '@healthcare/domain';

/** What of the table is looked at; null: all of it. */
export interface RightsAsked {
  readonly role: ActingRole | null;
  readonly area: string | null;
}

export interface ShownArea {
  readonly area: string;
  readonly rows: readonly RightRow[];
}

/** The areas of the table, in its order: kinds of data, then what is asked of the server. */
export const rightsAreas: readonly string[] = [...new Set(rightsTable.map(({ area }) => area))];

/** The columns of the page. */
export function shownActors({ role }: RightsAsked): readonly ActingRole[] {
  return role === null ? actors : actors.filter((one) => one === role);
}

/** The rows of the page by area. Of one role only what it may do: what it may not is everything else. */
export function shownAreas(
  { role, area }: RightsAsked,
  table: readonly RightRow[] = rightsTable,
): readonly ShownArea[] {
  const rows = table
    .filter((row) => area === null || row.area === area)
    .filter(({ rights }) => role === null || rights[role] !== 'no');
  return [...Map.groupBy(rows, (row) => row.area)].map(([name, of]) => ({ area: name, rows: of }));
}
