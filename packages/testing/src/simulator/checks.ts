import { type AnyAggregate, past } from '@healthcare/domain';
import { type HeldRow, heldRow } from '@healthcare/replica/core';
import type { SimNode } from './sim-node.ts';
import type { SimServer } from './sim-server.ts';

/** A promise of sync.md that did not hold, and where. */
export interface Broken {
  readonly promise: 1 | 2 | 3 | 4 | 5 | 6;
  readonly what: string;
}

export interface Account {
  readonly aggregate: AnyAggregate;
  readonly server: SimServer;
  readonly nodes: readonly SimNode[];
  /** Entries that a screen called saved. */
  readonly saved: ReadonlySet<string>;
  /** Intents that were answered differently the second time. */
  readonly twice: readonly string[];
  /** Did it come to rest? */
  readonly heals: boolean;
}

/** The first promise that does not hold after healing. */
export async function brokenPromise(account: Account): Promise<Broken | undefined> {
  if (!account.heals) return { promise: 3, what: 'it never comes to rest' };
  for (const node of account.nodes) {
    const broken = await brokenAt(node, account);
    if (broken) return broken;
  }
  return lostOrTwice(account);
}

async function brokenAt(node: SimNode, { aggregate, server }: Account): Promise<Broken | undefined> {
  const held = (await node.store.get(await node.store.ids())).filter((row) => row !== undefined);
  const here = new Set(held.map(({ id }) => id));
  const may = (id: string) => mayHold(aggregate, server, id, node.scopes);
  for (const row of held) {
    const broken = differs(aggregate, server, row, node.name);
    if (broken) return broken;
    if (!may(row.id)) return { promise: 6, what: `${node.name} holds ${row.id} outside its scope` };
  }
  const lacks = [...server.documents.keys()].find((id) => may(id) && !here.has(id));
  if (lacks !== undefined) return { promise: 3, what: `${node.name} lacks ${lacks}` };
  const kept = await node.journal.pending();
  if (kept.length > 0) return { promise: 5, what: `the journal of ${node.name} still keeps ${kept.length} entries` };
  const { entries } = node.engine.unsent;
  return entries > 0 ? { promise: 2, what: `${node.name} counts ${entries} unsent where there are none` } : undefined;
}

function differs(aggregate: AnyAggregate, server: SimServer, row: HeldRow, at: string): Broken | undefined {
  const stored = server.documents.get(row.id);
  if (!stored) return { promise: 2, what: `${at} holds ${row.id}, the server does not` };
  if (row.unsent.length > 0 || row.dirty)
    return { promise: 2, what: `${at} still has ${row.unsent} of ${row.id} to send` };
  if (row.leaving) return { promise: 6, what: `${row.id} never leaves ${at}` };
  const [mine, theirs] = [row.entries.map(({ id }) => id), stored.entries.map(({ id }) => id)];
  if (mine.join() !== theirs.join())
    return { promise: 3, what: `${at} has ${mine} in ${row.id}, the server ${theirs}` };
  if (row.rev !== stored._rev)
    return { promise: 3, what: `${at} has ${row.id} at ${row.rev}, the server at ${stored._rev}` };
  const folded = heldRow(aggregate, row.id, row);
  const same = JSON.stringify(folded) === JSON.stringify(heldRow(aggregate, row.id, { ...row, entries: row.entries }));
  return same && JSON.stringify(view(row)) === JSON.stringify(view(folded))
    ? undefined
    : { promise: 3, what: `${at} shows ${row.id} otherwise than its entries say` };
}

function view({ rev, unsent, dirty, leaving, ...shown }: HeldRow): object {
  return shown;
}

function mayHold(aggregate: AnyAggregate, server: SimServer, id: string, scopes: readonly string[]): boolean {
  const stored = server.documents.get(id);
  return stored !== undefined && aggregate.scopes(stored).some((scope) => scopes.includes(scope));
}

/** Each saved entry is in a document, or refused and told to its author; never both, never neither, never twice. */
function lostOrTwice({ server, nodes, saved, twice }: Account): Broken | undefined {
  if (twice.length > 0) return { promise: 4, what: `asking twice gave two answers: ${twice}` };
  const all = [...server.documents.values()].flatMap(({ entries }) => entries.map(({ id }) => id));
  const standing = new Set(all);
  if (standing.size < all.length) return { promise: 4, what: 'an entry stands twice' };
  const told = new Set(nodes.flatMap(({ store }) => store.refusals.map(({ entry }) => entry)));
  for (const id of saved) {
    const refused = server.refusals.has(id);
    if (standing.has(id) === refused)
      return { promise: 1, what: `entry ${id} ends as ${refused ? 'both' : 'neither'}` };
    if (refused && !told.has(id)) return { promise: 2, what: `nobody was told that ${id} was refused` };
  }
  return ignorant(server, nodes);
}

/** Each entry knows all that its author saw and that stands: otherwise it would be judged by less, and disputes would be invented. */
function ignorant(server: SimServer, nodes: readonly SimNode[]): Broken | undefined {
  const saw = new Map(nodes.flatMap((node) => [...node.saw]));
  for (const { _id, entries } of server.documents.values()) {
    const standing = new Set(entries.map(({ id }) => id));
    for (const entry of entries) {
      const seen = (saw.get(entry.id) ?? []).filter((id) => standing.has(id) && id !== entry.id);
      const knows = new Set(past(entries, entry).map(({ id }) => id));
      const unknown = seen.find((id) => !knows.has(id));
      if (unknown) return { promise: 3, what: `${entry.id} of ${_id} does not know ${unknown}, which its author saw` };
    }
  }
  return undefined;
}
