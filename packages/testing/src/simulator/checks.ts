import type { AnyAggregate } from '@healthcare/domain';
import { type HeldRow, heldRow } from '@healthcare/replica/core';
import { invariants } from './invariants.ts';
import type { SimNode } from './sim-node.ts';
import { wrongVerdict } from './verdicts.ts';
import type { World } from './world.ts';

/** A promise of sync.md that did not hold, or an invariant of an aggregate (`0`), and where. */
export interface Broken {
  readonly promise: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly what: string;
}

/** Heals the world and tells the first promise that does not hold then. */
export async function brokenPromise(world: World): Promise<Broken | undefined> {
  const rests = await world.heal();
  if (world.witness.broken) return world.witness.broken;
  if (!rests) return { promise: 3, what: `it never comes to rest: ${world.unrest}` };
  return (await standing(world)) ?? (await secondContact(world));
}

async function standing(world: World): Promise<Broken | undefined> {
  for (const { name, session, token } of world.nodes) {
    const scopes = world.server.sessionOf(token ?? '')?.scopes;
    if (session?.scopes.join() !== scopes?.join())
      return { promise: 6, what: `${name} goes by ${session?.scopes}, its session by ${scopes}` };
  }
  for (const { aggregate } of world.temper.kinds) {
    for (const node of world.nodes) {
      const broken = await brokenAt(node, world, aggregate);
      if (broken) return broken;
    }
    const broken = lostOrTwice(world, aggregate) ?? wrongDocument(world, aggregate);
    if (broken) return broken;
  }
  return undefined;
}

/**
 * Promises 3 and 6 in the middle of a schedule: a workstation on a line that stands, with nothing under way and nothing to send, holds what
 * the server has for it. What the next contact would mend is seen here.
 */
export async function brokenWhileQuiet(world: World, node: SimNode): Promise<Broken | undefined> {
  if (!node.quiet || world.server.busy || !world.isNews(node)) return undefined;
  const scopes = world.server.sessionOf(node.token ?? '')?.scopes;
  if (node.session?.scopes.join() !== scopes?.join()) return undefined;
  for (const { aggregate } of world.temper.kinds) {
    const broken = await heldAt(node, world, aggregate);
    if (broken) return broken;
  }
  return undefined;
}

/** Promise 5: a contact after which nothing has changed brings nothing and writes nothing. */
async function secondContact(world: World): Promise<Broken | undefined> {
  const before = writtenIn(world);
  const given = world.witness.documentsGiven;
  if (!(await world.meetAgain())) return { promise: 3, what: 'a second contact never ends' };
  if (writtenIn(world) !== before) return { promise: 5, what: 'a second contact, with nothing new, wrote something' };
  if (world.witness.documentsGiven !== given)
    return { promise: 5, what: 'a second contact, with nothing new, brought documents' };
  return undefined;
}

function writtenIn({ nodes, server, temper }: World): number {
  const written = nodes.flatMap(({ engines }) => [...engines.values()].map((engine) => engine.written));
  const revisions = temper.kinds.flatMap(({ aggregate }) =>
    server.documents(aggregate.name).map(({ _rev }) => Number.parseInt(_rev, 10)),
  );
  return [...written, ...revisions].reduce((a, b) => a + b, 0);
}

async function brokenAt(node: SimNode, world: World, aggregate: AnyAggregate): Promise<Broken | undefined> {
  return (
    (await heldAt(node, world, aggregate)) ?? (await shownAt(node, aggregate)) ?? (await keptAt(node, world, aggregate))
  );
}

/** Exactly what the server has for it, as it stands there. */
async function heldAt(node: SimNode, world: World, aggregate: AnyAggregate): Promise<Broken | undefined> {
  const { name } = aggregate;
  const store = node.store(name);
  const scopes = node.session?.scopes ?? [];
  const held = (await store.get(await store.ids())).filter((row) => row !== undefined);
  const here = new Set(held.map(({ id }) => id));
  const may = (document: object) => aggregate.scopes(document).some((scope) => scopes.includes(scope));
  for (const row of held) {
    const stored = world.server.document(name, row.id);
    const broken = differs(stored, row, `${node.name} (${name})`);
    if (broken) return broken;
    if (!(stored && may(stored))) return { promise: 6, what: `${node.name} holds ${row.id} outside its scope` };
  }
  const lacks = world.server.documents(name).find((document) => may(document) && !here.has(document._id));
  return lacks && { promise: 3, what: `${node.name} lacks ${name}/${lacks._id}` };
}

/** Nothing is kept of what was sent. */
async function keptAt(node: SimNode, world: World, { name }: AnyAggregate): Promise<Broken | undefined> {
  const kept = (await node.journal.pending()).filter(({ db }) => db === name);
  // What a full disk did not let it forget, it forgets with the next answer.
  if (kept.length > 0 && world.temper.fullDisk === 0)
    return { promise: 5, what: `the journal of ${node.name} still keeps ${kept.length} entries` };
  const entries = node.engines.get(name)?.unsent.entries ?? 0;
  return entries > 0 ? { promise: 2, what: `${node.name} counts ${entries} unsent where there are none` } : undefined;
}

interface StoredRow {
  readonly _rev: string;
  readonly entries: readonly { readonly id: string }[];
}

function differs(stored: StoredRow | undefined, row: HeldRow, at: string): Broken | undefined {
  if (!stored) return { promise: 2, what: `${at} holds ${row.id}, the server does not` };
  if (row.unsent.length > 0 || row.dirty)
    return { promise: 2, what: `${at} still has ${row.unsent} of ${row.id} to send` };
  if (row.leaving) return { promise: 6, what: `${row.id} never leaves ${at}` };
  const [mine, theirs] = [row.entries.map(({ id }) => id), stored.entries.map(({ id }) => id)];
  if (mine.join() !== theirs.join())
    return { promise: 3, what: `${at} has ${mine} in ${row.id}, the server ${theirs}` };
  if (row.rev !== stored._rev)
    return { promise: 3, what: `${at} has ${row.id} at ${row.rev}, the server at ${stored._rev}` };
  return undefined;
}

/** What is shown is what the entries say. */
async function shownAt(node: SimNode, aggregate: AnyAggregate): Promise<Broken | undefined> {
  const store = node.store(aggregate.name);
  const rows = await store.get(await store.ids());
  const wrong = rows.find((row) => row && !sameView(row, heldRow(aggregate, row.id, row)));
  return (
    wrong && { promise: 3, what: `${node.name} (${aggregate.name}) shows ${wrong.id} otherwise than its entries say` }
  );
}

function sameView(a: HeldRow, b: HeldRow): boolean {
  return JSON.stringify(view(a)) === JSON.stringify(view(b));
}

function view({ rev, unsent, dirty, leaving, ...shown }: HeldRow): object {
  return shown;
}

/** Each saved entry is in a document, or refused and told to its author; never both, never neither, never twice. */
function lostOrTwice({ server, nodes, witness }: World, { name }: AnyAggregate): Broken | undefined {
  const all = server.documents(name).flatMap(({ entries }) => entries.map(({ id }) => id));
  const standing = new Set(all);
  if (standing.size < all.length) return { promise: 4, what: 'an entry stands twice' };
  const refusals = new Set(server.refused(name).map(({ entry }) => entry.id));
  const toldAt = new Map(
    nodes.map((node) => [node.name, new Set(node.store(name).refusals.map(({ entry }) => entry))]),
  );
  const excused = new Set(nodes.filter(({ storeWasLost }) => storeWasLost).map((node) => node.name));
  for (const id of witness.saved) {
    const tried = witness.triedBy(id);
    if (tried?.database !== name) continue;
    const refused = refusals.has(id);
    if (standing.has(id) === refused)
      return { promise: 1, what: `entry ${id} of ${name} ends as ${refused ? 'both' : 'neither'}` };
    if (refused && !toldAt.get(tried.node)?.has(id) && !excused.has(tried.node))
      return { promise: 2, what: `nobody was told at ${tried.node} that ${id} was refused` };
  }
  return undefined;
}

function wrongDocument(world: World, aggregate: AnyAggregate): Broken | undefined {
  for (const document of world.server.documents(aggregate.name)) {
    const what = invariants(aggregate, document) ?? wrongVerdict(world, aggregate, document);
    if (what) return { promise: 0, what: `${aggregate.name}/${document._id}: ${what}` };
  }
  return undefined;
}
