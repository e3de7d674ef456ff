import { setTimeout as pause } from 'node:timers/promises';
import type { ChangesPage } from '@healthcare/protocol';

export interface Request {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
}

/** A line that breaks before the answer, or in it, is tried again, as a workstation does; so often (and ms between) before it is a fault. */
const TRIES = 40;
const AGAIN_AFTER_MS = 250;

async function answerTo(url: string, init: RequestInit): Promise<{ readonly status: number; readonly text: string }> {
  for (let tried = 1; ; tried += 1) {
    try {
      const response = await fetch(url, init);
      return { status: response.status, text: await response.text() };
    } catch (trouble) {
      if (tried === TRIES) throw trouble;
      await pause(AGAIN_AFTER_MS);
    }
  }
}

/** One request of the server; anything but a success is a fault of the bench or of the server, and ends it. */
export async function asked<Answer>(url: string, path: string, request: Request = {}): Promise<Answer> {
  return JSON.parse(await textOf(url, path, request)) as Answer;
}

async function textOf(url: string, path: string, { method, body, token }: Request): Promise<string> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const { status, text } = await answerTo(url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...sent,
  });
  if (status < 200 || status > 299) throw new Error(`${path}: ${status} ${text}`);
  return text;
}

/** A workstation's place in the feed of one database. */
export interface Place {
  readonly since: number;
  readonly lineage: string;
}

export const beginning: Place = { since: 0, lineage: '' };

/** As a workstation pulls: page after page, the next one asked for while one is taken, the newest first of all in a long traversal. */
export async function traversal(url: string, db: string, token: string, from: Place) {
  let [at, rows] = [from, 0];
  let coming = page(url, db, token, from);
  for (;;) {
    const { count, last_seq: since, lineage, pending, restarted } = await coming;
    at = { since, lineage };
    rows += count;
    if (pending === 0) return { at, rows };
    const newest =
      restarted && textOf(url, `/db/${db}/_changes?lineage=&descending=true&limit=200&include_docs=true`, { token });
    coming = page(url, db, token, at);
    await newest;
  }
}

type PageEnd = Omit<ChangesPage, 'results'> & { readonly count: number };

/** Only counted, and its end read: a workstation has a processor of its own for the rest, and here they share one with the server. */
async function page(url: string, db: string, token: string, { since, lineage }: Place): Promise<PageEnd> {
  const query = `since=${since}&lineage=${lineage}&limit=1000&include_docs=true`;
  const text = await textOf(url, `/db/${db}/_changes?${query}`, { token });
  const end = text.lastIndexOf('],"last_seq":');
  return { ...(JSON.parse(`{${text.slice(end + 2)}`) as Omit<ChangesPage, 'results'>), count: rowsIn(text) };
}

function rowsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('{"seq":'); at !== -1; at = text.indexOf('{"seq":', at + 1)) count += 1;
  return count;
}

export async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly ms: number; readonly result: Result }> {
  const from = performance.now();
  const result = await work();
  return { ms: performance.now() - from, result };
}
