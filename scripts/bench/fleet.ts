// Many workstations in one process, as far as the server notices them. `node fleet.ts <url> <what was signed in, as JSON in a file>`
import { readFileSync } from 'node:fs';
import { allAggregates } from '@healthcare/domain';
import type { SignedIn } from '@healthcare/protocol';
import { Engine, steadyClock } from '@healthcare/replica/core';
import { MapStore } from '@healthcare/replica/map-store';
import { MemoryJournal } from '@healthcare/replica/memory-journal';
import { Link } from '../../packages/replica/src/link.ts';
import { ShownStations } from '../../packages/replica/src/shown-stations.ts';
import { httpWire } from '../../packages/replica/src/wire/index.ts';
import { callIn } from './acts.ts';
import { beginning, timed, traversal } from './asking.ts';

const [url = '', file = ''] = process.argv.slice(2);
const signedIn = JSON.parse(readFileSync(file, 'utf8')) as readonly SignedIn[];

/**
 * All at once, each everything it may hold. What comes is counted and let go: a hundred workstations do not fit into one process, and
 * have processors of their own.
 */
async function firstSync(): Promise<{ readonly ms: readonly number[]; readonly rows: readonly number[] }> {
  const done = await Promise.all(
    signedIn.map(({ token }) =>
      timed(async () => {
        let rows = 0;
        for (const db of allAggregates.keys()) rows += (await traversal(url, db, token, beginning)).rows;
        return rows;
      }),
    ),
  );
  return { ms: done.map(({ ms }) => ms), rows: done.map(({ result }) => result) };
}

/** The real core, link and line of a workstation, on a store in memory. */
class Station {
  readonly link: Link;
  readonly engines = new Map<string, Engine>();
  readonly #in: SignedIn;
  /** When it was last seen live (wall ms), and when it connected. */
  liveAt = 0;
  connectedAt = 0;

  constructor(begun: SignedIn) {
    this.#in = begun;
    const address = { serverUrl: url, token: () => begun.token };
    const shared = { now: Date.now, random: Math.random, scopes: () => begun.session.scopes };
    const clock = steadyClock(begun.session.workstation, Date.now);
    this.link = new Link({
      address,
      engines: this.engines,
      aside: { read: async () => undefined, write: async () => {} } as never, // keeps only when the server was last heard
      stations: (line) => new ShownStations((shown) => line.tellShown(shown)),
      goesOn: () => false,
      refusals: { connected: () => {}, disconnected: () => {}, heard: () => {} },
      onTrouble: () => {},
      ...shared,
    });
    for (const [name, aggregate] of allAggregates) {
      const ports = { store: new MapStore(), journal: new MemoryJournal(), wire: httpWire(address, name) };
      const told = {
        onTrouble: (trouble: unknown) => this.link.trouble(name, trouble),
        onChange: () => this.link.changed(),
      };
      this.engines.set(name, new Engine({ aggregate, clock, ...ports, ...shared, ...told }));
    }
    let was = '';
    this.link.sync.subscribe(({ link, unsent }) => {
      if (link !== 'disconnected' && was === 'disconnected') this.connectedAt = Date.now();
      if (link === 'live' && unsent === 0 && this.liveAt === 0) this.liveAt = Date.now();
      if (link === 'disconnected') this.liveAt = 0;
      was = link;
    });
  }

  async begin(): Promise<void> {
    for (const engine of this.engines.values()) await engine.begin();
    this.link.begin();
  }

  /** A call raised while the server is away. */
  async raises(n: number): Promise<void> {
    const { user, grant, workstation, wardId } = this.#in.session;
    const by = { user, grant, workstation };
    const intent = { entryId: `away-${workstation}-${n}`, kind: 'raised', data: callIn(wardId ?? ''), by };
    await this.engines.get('calls')?.add(`call-${workstation}-${n}`, intent);
  }
}

const stations: Station[] = [];

async function settled(): Promise<void> {
  while (stations.some(({ liveAt }) => liveAt === 0)) await new Promise((later) => setTimeout(later, 50));
}

const answers = {
  firstSync,
  async usage() {
    const { user, system } = process.cpuUsage();
    return { cpuSeconds: (user + system) / 1e6 };
  },
  async connect() {
    for (const begun of signedIn) {
      const station = new Station(begun);
      stations.push(station);
      await station.begin();
    }
    await settled();
    return {};
  },
  /** Everybody has noticed that the server is away, and works on. */
  async away() {
    while (stations.some(({ link }) => link.sync.value.link !== 'disconnected'))
      await new Promise((later) => setTimeout(later, 50));
    for (const station of stations) await station.raises(1);
    return {};
  },
  async back() {
    await settled();
    return { live: stations.map(({ liveAt }) => liveAt), connected: stations.map(({ connectedAt }) => connectedAt) };
  },
} as const;

process.on('message', async (ask: keyof typeof answers) => void process.send?.(await answers[ask]()));
