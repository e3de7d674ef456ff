import { aggregates } from '../aggregates.ts';
import { readers } from './readers.ts';
import { type Right, rightOf } from './rights.ts';
import { type ActingRole, roles, serverRole } from './roles.ts';
import { openToStrangers, type ServerAct, serverRights } from './server-acts.ts';

/** Everybody who can act, in the order of the table's columns. */
export const actors: readonly ActingRole[] = [...roles, serverRole];

/** What a row of the table is about: reading documents, making an entry, or an act of the server. */
export type Doing = 'read' | 'entry' | 'server';

/** One line of the table: what is done to what, and who may. */
export interface RightRow {
  /** Name of an aggregate, or `server`. */
  readonly area: string;
  readonly doing: Doing;
  /** Kind of entry, `read`, or the server's act. */
  readonly act: string;
  readonly rights: Readonly<Record<ActingRole, Right>>;
  /** Needs no session. */
  readonly strangers: boolean;
}

/** R2, R4: every right there is, in one list, put together from where each is decided. */
export const rightsTable: readonly RightRow[] = [
  ...Object.entries(aggregates).flatMap(([area, aggregate]) => [
    rowOf(area, 'read', 'read', (role) => rightOf(readers, area, role)),
    ...Object.keys(aggregate.entries).map((kind) =>
      rowOf(area, 'entry', kind, (role) => rightOf(aggregate.rights, kind, role)),
    ),
  ]),
  ...(Object.keys(serverRights) as ServerAct[]).map((act) => ({
    ...rowOf('server', 'server', act, (role) => rightOf(serverRights, act, role)),
    strangers: openToStrangers.includes(act),
  })),
];

function rowOf(area: string, doing: Doing, act: string, right: (role: ActingRole) => Right): RightRow {
  const rights = Object.fromEntries(actors.map((role) => [role, right(role)])) as RightRow['rights'];
  return { area, doing, act, rights, strangers: false };
}
