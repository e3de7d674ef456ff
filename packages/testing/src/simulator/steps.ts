import { actOf, concerns, type Kind } from './acts.ts';
import { placeFor, reassigned } from './people.ts';
import type { SimNode } from './sim-node.ts';
import type { World } from './world.ts';

/** Something that can happen: on any day, to a disk, to a line, when somebody comes or goes, when something breaks, or once in a while. */
export interface StepKind {
  readonly name: string;
  readonly sort: 'work' | 'day' | 'disk' | 'server' | 'line' | 'move' | 'fault' | 'rare';
  readonly often: number;
  /** Returns what happened, for whoever reads a schedule. */
  run(world: World, node: SimNode): Promise<string>;
}

const step = (
  sort: StepKind['sort'],
  often: number,
  name: string,
  run: (world: World, node: SimNode) => unknown,
): StepKind => ({
  name,
  sort,
  often,
  run: async (world, node) => {
    const what = await run(world, node);
    return typeof what === 'string' ? what : '';
  },
});

/** Many are quick, and others are overtaken. */
const MOST_LETTERS = 3;

/** Everything that can happen to a node, its people and the server. Numbers say how often, beside each other. */
export const stepKinds: readonly StepKind[] = [
  step('work', 60, 'somebody acts', (world, node) => acts(world, node)),
  step('work', 25, 'two act on one document', (world, node) => actTogether(world, node)),
  step('disk', 60, 'its disk goes on', (_, node) => node.diskStep()),
  step('server', 60, "the server's disk goes on", (world) => world.server.diskStep()),
  step('day', 45, 'letters arrive', async (world, node) => {
    for (let letters = 1 + world.random.below(MOST_LETTERS); letters > 0; letters -= 1) {
      node.mailStep();
      await world.turn();
    }
  }),
  step('day', 15, 'a live row arrives', (_, node) => node.liveStep()),
  step('day', 3, 'it tries again', (_, node) => node.tick()),

  step('line', 4, 'its line is made anew', (_, node) => {
    node.leave();
    node.join();
  }),
  step('line', 2, 'it is cut off', (_, node) => node.setReachable(false)),
  step('line', 5, 'it can be reached again', (_, node) => {
    node.setReachable(true);
    if (!node.up || node.deaf) node.join();
  }),
  step('line', 0.7, 'some are cut off', (world) => {
    for (const one of world.nodes) if (world.random.chance(0.5)) one.setReachable(false);
  }),
  step('line', 0.4, 'all are cut off', (world) => {
    for (const one of world.nodes) one.setReachable(false);
  }),
  step('line', 2, 'a letter is lost', (_, node) => node.loseLetter()),

  step('move', 3, 'somebody signs in', (world, node) => signsIn(world, node)),
  step('move', 1.5, 'two sign in, one after the other', (world, node) => {
    const first = signsIn(world, node);
    node.mailStep();
    return `${first}, ${signsIn(world, node)}`;
  }),
  step('move', 1, "somebody's role or wards change", (world) => reassigns(world)),
  step('move', 0.5, 'its session is revoked', ({ server, random }, { session }) => {
    const revoke = () => session && void server.revoke(session.grant).catch(() => undefined); // Not while the server is down.
    revoke();
    if (random.chance(0.4)) revoke(); // Somebody presses twice.
  }),

  step('fault', 4, 'it is killed and starts', async (world, node) => {
    node.kill();
    await world.turn();
    node.start();
  }),
  step('fault', 1.5, 'the server is killed and starts', async (world) => {
    world.server.crash();
    await world.turn();
    world.server.start();
  }),
  step('fault', 0.5, 'the server is killed', ({ server }) => server.crash()),
  step('fault', 1.5, 'the server starts', ({ server }) => server.start()),
  step('fault', 2, 'its clock is set', (world, node) => {
    node.setClockWrong((world.random.next() - 0.5) * 2 * world.temper.skewMs);
  }),
  step('fault', 1, 'it wakes up', (_, node) => node.look()),

  step('rare', 0.3, 'hours pass', (world) => {
    world.pass(world.random.next() * 8 * 3_600_000);
    world.server.sweep();
  }),
  step('rare', 0.3, 'its replica is lost', (_, node) => node.loseStore()),
];

async function acts(world: World, node: SimNode): Promise<string> {
  const { random, temper } = world;
  const { person } = node;
  if (!person) return 'nobody is there';
  const theirs = temper.kinds.filter((kind) => concerns(kind, person));
  const kind = random.pick(theirs.length > 0 && random.chance(0.95) ? theirs : temper.kinds);
  const database = kind.aggregate.name;
  const here = await node.store(database).ids();
  const id = here.length > 0 && random.chance(0.8) ? random.pick(here) : documentToBegin(world, database);
  return id === undefined ? 'there is nothing here' : does(world, node, kind, id);
}

/** At two workstations, before either can hear of the other. */
async function actTogether(world: World, node: SimNode): Promise<string> {
  const { random, temper, nodes } = world;
  const kind = random.pick(temper.kinds);
  const here = await node.store(kind.aggregate.name).ids();
  if (here.length === 0) return 'there is nothing here';
  const id = random.pick(here);
  const other = random.pick(nodes);
  return `${await does(world, node, kind, id)}; ${other.name}: ${await does(world, other, kind, id)}`;
}

async function does(world: World, node: SimNode, kind: Kind, id: string): Promise<string> {
  const { random, temper } = world;
  const { person } = node;
  if (!person) return 'nobody is there';
  const database = kind.aggregate.name;
  const [shown] = await node.store(database).get([id]);
  const act = actOf(kind, person, shown, random);
  if (!act) return `${person.user} (${person.role}) may do nothing to ${database}/${id}`;
  const [judgedHere, twice] = [random.chance(temper.judgedHere), random.chance(0.05)];
  const entryId = world.newEntryId();
  node.act({ database, id, entryId, act, judgedHere, twice });
  return `${person.user} (${person.role}): ${act.kind} ${JSON.stringify(act.data)} on ${database}/${id} as ${entryId}`;
}

/** How often two begin one document, or somebody acts on one that was never on this screen. */
const STRAY = 0.2;

function documentToBegin(world: World, database: string): string | undefined {
  const { random, temper } = world;
  if (random.chance(STRAY)) return `d${random.below(temper.documents)}`;
  return world.newDocument(database);
}

function signsIn(world: World, node: SimNode): string {
  const account = world.somebody();
  const place = placeFor(account, node.secret, world.random);
  node.signIn(account, place);
  return `${account._id} (${account.role}) in ${place.wardId ?? place.kind}`;
}

function reassigns(world: World): string {
  const changed = reassigned(world.somebody(), world.random);
  world.assign(changed);
  return `${changed._id} is ${changed.role} of ${changed.wards.join()}`;
}
