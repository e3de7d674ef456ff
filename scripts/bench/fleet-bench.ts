import { mkdtempSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SignedIn } from '@healthcare/protocol';
import { callIn, entryBy } from './acts.ts';
import { asked, beginning, timed, traversal } from './asking.ts';
import { type Child, childOf } from './child.ts';
import { type Figure, quantile } from './figures.ts';
import { folderWithCalls, freePort, removeFolder } from './seeded.ts';

const MOST_SERVER_MB = 400;
/** Workstations of a ward: what one of them does goes to all the others. */
const WARD_STATIONS = 20;
/** Who works on while a hundred others take everything: how often they do something (ms). */
const OTHERS_EVERY_MS = 100;

/** A hundred first syncs at once, and four hundred workstations that come back after an outage. */
export async function fleetFigures(share = 1): Promise<readonly Figure[]> {
  return [...(await firstSyncs(100 * share, 10_000 * share)), ...(await reconnects(400 * share))];
}

async function firstSyncs(workstations: number, documents: number): Promise<readonly Figure[]> {
  const wards = ['w1', 'w2'];
  const folder = await folderWithCalls(wards, documents);
  const server = await childOf('hospital-server.ts', [folder], true);
  const url = `http://127.0.0.1:${server.port}`;
  const theirs = await sessionsOf(server, wards, workstations / wards.length);
  const [other] = (await sessionsOf(server, ['w9'], 1)) as [SignedIn];
  const fleet = await fleetOf(url, theirs);
  const others = working(url, other);
  const shared = await Shared.from(server, fleet);
  const { ms, rows } = await fleet.ask<{ readonly ms: readonly number[]; readonly rows: readonly number[] }>(
    'firstSync',
  );
  const work = await shared.until();
  const answered = await others.end();
  await fleet.end();
  await server.end();
  removeFolder(folder);
  if (rows.some((count) => count < documents)) throw new Error(`not all received: ${Math.min(...rows)}`);
  const name = `${workstations} first syncs of ${documents.toLocaleString('en')} at once`;
  const scene = `${wards.length} wards; another ward goes on working: ${answered.length} requests, half of them writes`;
  return [
    {
      what: `${name}: the last is complete`,
      value: Math.max(...ms) / 1000,
      unit: 's',
      wanted: { atMost: 90 },
      note: work.note,
    },
    {
      what: `${name}: the others are answered, p95`,
      value: quantile(answered, 0.95),
      unit: 'ms',
      wanted: { atMost: 300 },
      note: scene,
    },
    {
      what: `${name}: turns of the server, p95`,
      value: work.turnP95Ms,
      unit: 'ms',
      note: 'so long a request waits at most until it is looked at; the rest of an answer is work, disk and the other processes here',
    },
    memoryFigure(`${name}: server memory at most`, work.peakMb),
  ];
}

/** Somebody of another ward: raises a call, and asks what is new, over and over. */
function working(url: string, someone: SignedIn) {
  const { token } = someone;
  const took: number[] = [];
  let isOver = false;
  const done = (async () => {
    let at = (await traversal(url, 'calls', token, beginning)).at;
    for (let n = 0; !isOver; n += 1) {
      const docs = [
        { _id: `other-${n}`, entries: [entryBy(someone, { id: `o${n}`, kind: 'raised', data: callIn('w9') })] },
      ];
      took.push((await timed(() => asked(url, '/db/calls/_bulk_docs', { body: { docs }, token }))).ms);
      const caught = await timed(() => traversal(url, 'calls', token, at));
      took.push(caught.ms);
      at = caught.result.at;
      await pause(OTHERS_EVERY_MS);
    }
  })();
  return {
    async end(): Promise<readonly number[]> {
      isOver = true;
      await done;
      return took;
    },
  };
}

async function reconnects(workstations: number): Promise<readonly Figure[]> {
  const wards = Array.from({ length: workstations / WARD_STATIONS }, (_, n) => `w${n}`);
  const folder = await folderWithCalls(wards, 50);
  const port = String(await freePort());
  const before = await childOf('hospital-server.ts', [folder, port], true);
  const fleet = await fleetOf(`http://127.0.0.1:${port}`, await sessionsOf(before, wards, WARD_STATIONS));
  await fleet.ask('connect');
  const connected = await peakMb(before);
  await before.end(); // SIGKILL
  await fleet.ask('away');
  const server = await childOf('hospital-server.ts', [folder, port], true);
  const backMs = Date.now();
  const shared = await Shared.from(server, fleet);
  const back = await fleet.ask<{ readonly live: readonly number[]; readonly connected: readonly number[] }>('back');
  const work = await shared.until();
  await fleet.end();
  await server.end();
  removeFolder(folder);
  const live = back.live.map((ms) => (ms - backMs) / 1000);
  const name = `${workstations} workstations after an outage`;
  return [
    {
      what: `${name}: back to live, p95`,
      value: quantile(live, 0.95),
      unit: 's',
      wanted: { atMost: 10 },
      note: `each with a call raised meanwhile; the last after ${Math.max(...live).toFixed(1)} s; ${work.note}`,
    },
    {
      what: `${name}: lines made anew in the busiest second`,
      value: (100 * busiestSecond(back.connected)) / workstations,
      unit: '%',
      wanted: { atMost: 50 },
      note: 'waits are spread by chance',
    },
    memoryFigure(`${name}: server memory at most`, Math.max(connected, work.peakMb)),
  ];
}

function busiestSecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((ms) => ms >= from && ms < from + 1000).length));
}

function memoryFigure(what: string, value: number): Figure {
  return { what, value, unit: 'MB', wanted: { atMost: MOST_SERVER_MB }, note: 'resident, program included' };
}

async function sessionsOf(server: Child, wards: readonly string[], each: number): Promise<readonly SignedIn[]> {
  return (await server.ask<{ readonly sessions: readonly SignedIn[] }>({ wards, each })).sessions;
}

interface Usage {
  readonly cpuSeconds: number;
  readonly turnP95Ms: number;
  readonly peakBytes: number;
}

async function peakMb(server: Child): Promise<number> {
  return (await server.ask<Usage>('usage')).peakBytes / 1e6;
}

type Children = readonly [server: Child, fleet: Child];
type Seconds = readonly [server: number, fleet: number];

/** Server and simulated workstations share the processors of this machine, which they do not in a hospital: how much each of them took. */
class Shared {
  readonly #children: Children;
  readonly #before: Seconds;
  readonly #from = performance.now();

  private constructor(children: Children, before: Seconds) {
    this.#children = children;
    this.#before = before;
  }

  static async from(server: Child, fleet: Child): Promise<Shared> {
    const [theirs, ours] = [await fleet.ask<Usage>('usage'), await server.ask<Usage>('usage')];
    return new Shared([server, fleet], [ours.cpuSeconds, theirs.cpuSeconds]);
  }

  async until(): Promise<{ readonly note: string; readonly turnP95Ms: number; readonly peakMb: number }> {
    const [server, fleet] = this.#children;
    const { cpuSeconds, turnP95Ms, peakBytes } = await server.ask<Usage>('usage');
    const theirs = (await fleet.ask<Usage>('usage')).cpuSeconds - this.#before[1];
    const seconds = (performance.now() - this.#from) / 1000;
    const [took, load] = [(cpuSeconds - this.#before[0]).toFixed(1), (loadavg()[0] ?? 0).toFixed(1)];
    const note = `processor time in ${seconds.toFixed(1)} s on the same ${cpus().length} cores: server ${took} s, simulated workstations ${theirs.toFixed(1)} s; load ${load}`;
    return { note, turnP95Ms, peakMb: peakBytes / 1e6 };
  }
}

async function fleetOf(url: string, signedIn: readonly SignedIn[]): Promise<Child> {
  const file = join(mkdtempSync(join(tmpdir(), 'healthcare-fleet-')), 'signed-in.json');
  writeFileSync(file, JSON.stringify(signedIn));
  return childOf('fleet.ts', [url, file], false);
}
