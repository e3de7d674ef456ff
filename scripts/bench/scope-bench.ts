import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entries, type Entry, stamp } from '@healthcare/domain';
import type { ChangesPage, SignedIn } from '@healthcare/protocol';
import { hashPassword, seedFolder } from '@healthcare/sync-server';
import { type Child, childOf } from './child.ts';
import type { Figure } from './figures.ts';

const STORED = [1000, 10_000, 60_000] as const;
const WARDS = 10;
/** Calls that change before a workstation catches up. */
const CHANGED = 20;

/** What a ward's workstation pays for its own documents, by how many the hospital has stored. */
export async function scopeFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const stored of STORED) figures.push(...(await measured(stored)));
  return figures;
}

async function measured(stored: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-scopes-'));
  const passwordHash = await hashPassword('bench password');
  const account = { _id: 'nurse', logins: ['1'], passwordHash, role: 'nurse', wards: ['w3'] } as const;
  await seedFolder(folder, {
    accounts: [account],
    people: [{ user: 'import', role: 'nurse', wards: Array.from({ length: WARDS }, (_, n) => `w${n}`) }],
    documents: { calls: Array.from({ length: stored }, (_, n) => callOf(n)) },
  });
  const child = await childOf('product-server.ts', [folder], true);
  try {
    return await figuresOf(child, stored);
  } finally {
    await child.end();
    rmSync(folder, { recursive: true });
  }
}

async function figuresOf({ port }: Child, stored: number): Promise<readonly Figure[]> {
  const url = `http://127.0.0.1:${port}`;
  const workstation = { secret: 'x'.repeat(43), kind: 'ward', wardId: 'w3' };
  const signIn = JSON.stringify({ user: '1', password: 'bench password', workstation });
  const begun = (await (await asked(url, '/api/session', { method: 'POST', body: signIn })).json()) as SignedIn;
  const ready = await timed(() => traversal(url, begun, { since: 0, lineage: '' }));
  const first = await timed(() => traversal(url, begun, { since: 0, lineage: '' }));
  const docs = Array.from({ length: CHANGED }, (_, n) => changeOf(n * WARDS + 3, begun));
  await asked(url, '/db/calls/_bulk_docs', { method: 'POST', body: JSON.stringify({ docs }), token: begun.token });
  const later = await timed(() => traversal(url, begun, first.result.at));
  const of = `${stored} stored`;
  const note = `${first.result.rows} documents of one ward of ${WARDS}`;
  return [
    { what: `${of}: first answer after a start (index of scopes)`, value: ready.ms - first.ms, unit: 'ms' },
    { what: `${of}: first pull`, value: first.ms, unit: 'ms', note },
    { what: `${of}: catching up`, value: later.ms, unit: 'ms', note: `${later.result.rows} changes` },
  ];
}

async function traversal(url: string, { token }: SignedIn, from: { readonly since: number; readonly lineage: string }) {
  let [at, rows] = [from, 0];
  for (;;) {
    const query = `since=${at.since}&lineage=${at.lineage}&limit=1000&include_docs=true`;
    const page = (await (await asked(url, `/db/calls/_changes?${query}`, { token })).json()) as ChangesPage;
    at = { since: page.last_seq, lineage: page.lineage };
    rows += page.results.length;
    if (page.pending === 0) return { at, rows };
  }
}

interface Request {
  readonly method?: string;
  readonly body?: string;
  readonly token?: string;
}

async function asked(url: string, path: string, { method = 'GET', body, token }: Request): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ readonly ms: number; readonly result: Result }> {
  const from = performance.now();
  const result = await work();
  return { ms: performance.now() - from, result };
}

function callOf(n: number): Entries {
  const by = { user: 'import', grant: 'import', workstation: 'import' };
  const data = { kind: 'assistance', priority: 'low', wardId: `w${n % WARDS}`, roomId: 'r1', room: '401' };
  const entry: Entry = {
    id: `c${n}-1`,
    kind: 'raised',
    at: stamp(Date.now() - 3_600_000, 0, 'import'),
    by,
    after: [],
    data,
  };
  return { id: `c${n}`, entries: [entry] };
}

/** The nurse has seen the call. */
function changeOf(n: number, { session }: SignedIn): object {
  const { user, grant, workstation } = session;
  const by = { user, grant, workstation };
  const entry = {
    id: `c${n}-2`,
    kind: 'seen',
    at: stamp(Date.now(), n % 1000, 'bench'),
    by,
    after: [`c${n}-1`],
    data: {},
  };
  return { _id: `c${n}`, entries: [entry] };
}
