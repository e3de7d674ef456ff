import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SignedIn } from '@healthcare/protocol';
import { newSigner, type Signer } from '@healthcare/sync-server/signer';
import { callIn, entryBy } from './acts.ts';
import { type Child, childOf } from './child.ts';
import { type Figure, quantile } from './figures.ts';

const WORKSTATIONS = 200;
const DATABASES = Array.from({ length: 8 }, (_, n) => `calls${n}`);
const WRITES_A_SECOND = 8;

interface Usage {
  readonly cpu: { readonly user: number; readonly system: number };
  readonly memory: number;
}
interface Delivered {
  readonly delays: readonly number[];
  readonly cpuPercent: number;
  readonly memoryMb: number;
}

/** Server → 200 connected workstations × 8 databases at 8 writes a second: ours, and the stock way in the same run. */
export async function deliveryFigures(seconds: number): Promise<readonly Figure[]> {
  const ours = await ourDelivery(seconds);
  const stock = await stockDelivery(seconds);
  const p95 = quantile(ours.delays, 0.95);
  const stockP95 = quantile(stock.delays, 0.95);
  const scene = `${WORKSTATIONS} workstations × ${DATABASES.length} databases, ${WRITES_A_SECOND} writes/s, ${ours.delays.length} deliveries`;
  return [
    { what: 'delivery p50', value: quantile(ours.delays, 0.5), unit: 'ms', note: scene },
    { what: 'delivery p95', value: p95, unit: 'ms', wanted: { atMost: 60 } },
    { what: 'server CPU (of one core)', value: ours.cpuPercent, unit: '%', wanted: { atMost: 25 } },
    { what: 'server memory', value: ours.memoryMb, unit: 'MB' },
    {
      what: 'stock way: delivery p95',
      value: stockP95,
      unit: 'ms',
      note: `${stock.delays.length} deliveries, ${stock.cpuPercent.toFixed(0)} % CPU`,
    },
    { what: 'stock p95 / our p95', value: stockP95 / p95, unit: '×', wanted: { atLeast: 20 } },
  ];
}

async function ourDelivery(seconds: number): Promise<Delivered> {
  const server = await childOf('our-server.ts', [folder(), DATABASES.join()], true);
  const url = `http://127.0.0.1:${server.port}`;
  const signer = newSigner();
  const { sessions } = await server.ask<{ sessions: readonly SignedIn[] }>({
    sessions: WORKSTATIONS + 1,
    publicKey: signer.publicKey,
  });
  const [writer, ...readers] = sessions as readonly [SignedIn, ...SignedIn[]];
  const fleet = await childOf('our-fleet.ts', [url, JSON.stringify(readers.map(({ token }) => token))], false);
  await everybody(fleet, WORKSTATIONS);
  const write = async (n: number): Promise<void> => {
    const database = DATABASES[n % DATABASES.length] ?? '';
    const response = await fetch(`${url}/db/${database}/_bulk_docs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writer.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ docs: [callOf(n, { db: database, by: writer, signer })] }),
    });
    if (!response.ok) throw new Error(`write refused: ${response.status} ${await response.text()}`);
  };
  const usage = () => server.ask<Usage>('usage');
  return measured({ server, fleet, write, usage, seconds });
}

async function stockDelivery(seconds: number): Promise<Delivered> {
  const server = await childOf('stock-server.ts', [folder()], true);
  const url = `http://127.0.0.1:${server.port}`;
  for (const name of DATABASES) await fetch(`${url}/${name}`, { method: 'PUT' });
  const fleet = await childOf('stock-fleet.ts', [url, String(WORKSTATIONS), DATABASES.join()], false);
  await everybody(fleet, WORKSTATIONS * DATABASES.length);
  await pause(3000); // the long-polls have to be at rest at the server
  const write = async (n: number): Promise<void> => {
    await fetch(`${url}/${DATABASES[n % DATABASES.length]}/_bulk_docs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        docs: [{ _id: `c${n}`, writtenMs: performance.timeOrigin + performance.now(), text: 'x'.repeat(300) }],
      }),
    });
  };
  const usage = async () => (await (await fetch(`${url}/_cpu`)).json()) as Usage;
  return measured({ server, fleet, write, usage, seconds });
}

async function measured(run: {
  readonly server: Child;
  readonly fleet: Child;
  readonly write: (n: number) => Promise<void>;
  readonly usage: () => Promise<Usage>;
  readonly seconds: number;
}): Promise<Delivered> {
  for (let n = 0; n < 16; n += 1) await run.write(1_000_000 + n); // warm
  await pause(2000);
  await run.fleet.ask('delays');
  const before = await run.usage();
  const start = performance.now();
  const writes: Promise<void>[] = [];
  for (let n = 0; n < run.seconds * WRITES_A_SECOND; n += 1) {
    await pause(Math.max(0, start + (n * 1000) / WRITES_A_SECOND - performance.now()));
    writes.push(run.write(n));
  }
  await Promise.all(writes);
  const tookMs = performance.now() - start;
  const after = await run.usage();
  const delays = await allDelays(run.fleet, run.seconds * WRITES_A_SECOND * WORKSTATIONS);
  await run.fleet.end();
  await run.server.end();
  const cpuMs = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1000;
  return { delays, cpuPercent: (100 * cpuMs) / tookMs, memoryMb: after.memory / 1e6 };
}

/** What still travels is waited for, up to a minute; what never comes shows in the count. */
async function allDelays(fleet: Child, expected: number): Promise<readonly number[]> {
  const delays: number[] = [];
  for (let tries = 0; tries < 120 && delays.length < expected; tries += 1) {
    await pause(500);
    delays.push(...(await fleet.ask<{ delays: readonly number[] }>('delays')).delays);
  }
  return delays;
}

async function everybody(fleet: Child, expected: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await fleet.ask<{ waiting: number }>('waiting')).waiting >= expected) return;
    await pause(100);
  }
  throw new Error('not all simulated workstations connected');
}

interface Writing {
  readonly db: string;
  readonly by: SignedIn;
  readonly signer: Signer;
}

function callOf(n: number, { db, by, signer }: Writing): object {
  const nowMs = performance.timeOrigin + performance.now();
  const deed = { id: `e${n}`, kind: 'raised', data: callIn('4B', String(nowMs)), atMs: nowMs };
  return { _id: `c${n}`, entries: [signer.signed({ db, document: `c${n}` }, entryBy(by, deed))] };
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'healthcare-bench-'));
}
