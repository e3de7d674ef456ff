import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FileState, Replica } from '@healthcare/replica';
import { filter, firstValueFrom, map, type Observable } from 'rxjs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BreakingLink, breakingLink } from './breaking-link.ts';
import { levelFiles } from './level-files.ts';
import { type SmallWard, smallWard, type Terminal, terminal } from './small-ward.ts';

/** The file's bytes in one chunk. */
const CHUNK = 256 * 1024;
let ward: SmallWard;
let link: BreakingLink;
const open: Terminal[] = [];
let folders = 0;

beforeAll(async () => {
  ward = await smallWard();
});
beforeEach(async () => {
  link = await breakingLink(ward.server.url);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await link.close();
});
afterAll(() => ward.end());

/** A terminal with a disk for files; the same `disk` is the same workstation after a restart. */
async function terminalWith(
  secret: string,
  disk = `disk ${secret} ${folders++}`,
  more: object = {},
): Promise<Terminal> {
  const files = levelFiles(ward.folder);
  const one = await terminal(ward, secret, { files, name: disk, serverUrl: link.url, ...more });
  open.push(one);
  return one;
}

function filesOf({ replica }: { readonly replica: Replica }) {
  if (!replica.files) throw new Error('this terminal has no files');
  return replica.files;
}

function until<Value>(source: Observable<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return firstValueFrom(source.pipe(filter(holds)));
}

const state = (one: Terminal, id: string) => filesOf(one).states.pipe(map((all) => all.get(id)));
const phase = (one: Terminal, id: string, wanted: FileState['phase'] | undefined) =>
  until(state(one, id), (now) => now?.phase === wanted);
const recordAt = (one: Terminal, id: string) =>
  until(one.replica.shelves.records.watchOne(id), (record) => record !== undefined && record.unsent.length === 0);
const puts = () => link.asked.filter((one) => one.startsWith('PUT '));
const xray = { wardId: '4B', name: 'x-ray.png' };
const picture = (bytes: number) => new Blob([randomBytes(bytes)], { type: 'image/png' });

async function add(one: Terminal, file: Blob, about = xray): Promise<string> {
  const answer = await filesOf(one).add(file, about);
  if (!answer.ok) throw new Error(`not added: ${JSON.stringify(answer)}`);
  return answer.id;
}

async function opened(one: Terminal, id: string): Promise<Buffer> {
  const answer = await filesOf(one).open(id);
  if (!answer.ok) throw new Error(`not opened: ${answer.trouble}`);
  return Buffer.from(await answer.blob.arrayBuffer());
}

const bytesOf = async (file: Blob) => Buffer.from(await file.arrayBuffer());

test('a file added while cut off is saved here, is sent when the line is back, and opens elsewhere as it was', async () => {
  const [a, b] = [await terminalWith('a'), await terminalWith('b')];
  await a.signIn('salma');
  await b.signIn('omar');
  link.down();
  const file = picture(2.5 * CHUNK);
  const id = await add(a, file);
  expect(await firstValueFrom(state(a, id))).toEqual({ phase: 'waiting', total: 3 });
  expect((await opened(a, id)).equals(await bytesOf(file))).toBe(true);
  expect(await filesOf(b).open(id)).toEqual({ ok: false, trouble: 'unknown' });
  link.up();
  await phase(a, id, 'sent');
  await recordAt(b, id);
  const answer = await filesOf(b).open(id);
  expect(answer).toMatchObject({ ok: true, name: 'x-ray.png', blob: { type: 'image/png' } });
  expect((await opened(b, id)).equals(await bytesOf(file))).toBe(true);
  // The second time it is read here.
  expect(link.asked.filter((one) => one.startsWith('GET /db/files')).length).toBe(3);
});

test('after a restart in the middle it goes on at the first chunk that the server lacks (promises 1, 4, 5)', async () => {
  const a = await terminalWith('a', 'restarted');
  await a.signIn('salma');
  const id = await add(a, picture(6 * CHUNK));
  await until(state(a, id), (now) => now?.phase === 'sending' && now.done >= 2);
  link.down();
  await open.pop()?.close();
  const before = puts().length;
  link.up();
  const again = await terminalWith('a', 'restarted');
  expect(await firstValueFrom(state(again, id))).toEqual({ phase: 'waiting', total: 6 });
  await again.signIn('salma');
  await phase(again, id, 'sent');
  expect(puts().length - before).toBeLessThanOrEqual(4);
  expect(new Set(puts()).size).toBe(6);
});

test('small files go before large ones', async () => {
  const a = await terminalWith('a');
  await a.signIn('salma');
  link.down();
  const large = await add(a, picture(3 * CHUNK));
  const small = await add(a, picture(1000));
  link.up();
  await phase(a, large, 'sent');
  expect(puts().map((one) => one.includes(small))).toEqual([true, false, false, false]);
});

test('a removed file leaves every terminal, and the server gives it no more', async () => {
  const [a, b] = [await terminalWith('a'), await terminalWith('b')];
  await a.signIn('salma');
  await b.signIn('rania');
  const id = await add(a, picture(1000));
  await phase(a, id, 'sent');
  await recordAt(b, id);
  await opened(b, id);
  await b.replica.shelves.records.add(id, { kind: 'removed', data: { reason: 'wrong patient' } });
  await phase(a, id, undefined);
  await phase(b, id, undefined);
  expect(await filesOf(a).open(id)).toEqual({ ok: false, trouble: 'removed' });
});

test('another ward: files that may not be held any more leave, those still to be sent after they are handed in (promise 6)', async () => {
  const a = await terminalWith('a');
  await a.signIn('omar', '4B');
  const sent = await add(a, picture(1000));
  await phase(a, sent, 'sent');
  link.down();
  const unsent = await add(a, picture(1.5 * CHUNK));
  await a.signIn('omar', '5A');
  link.up();
  await phase(a, sent, undefined);
  await phase(a, unsent, undefined);
  expect(await filesOf(a).open(unsent)).toEqual({ ok: false, trouble: 'unknown' });
  const b = await terminalWith('b');
  await b.signIn('salma');
  await recordAt(b, unsent);
  expect((await opened(b, unsent)).length).toBe(1.5 * CHUNK);
});

test('a file whose record the server refuses is kept until somebody has dealt with the refusal (promise 2)', async () => {
  const threeDays = 3 * 86_400_000;
  const a = await terminalWith('a', undefined, { now: () => Date.now() + threeDays });
  await a.signIn('salma');
  const file = picture(1000);
  const id = await add(a, file);
  await phase(a, id, 'refused');
  expect(puts().filter((one) => one.includes(id))).toEqual([]);
  const all = await until(a.replica.refusals, (list) => list.some(({ document }) => document === id));
  const refused = all.find(({ document }) => document === id);
  expect(await a.replica.dismissRefusal(refused?.id ?? '', 'wrong date')).toEqual({ ok: true });
  await phase(a, id, undefined);
  await until(a.replica.refusals, (list) => list.every(({ untold }) => !untold)); // else it waits for its author anywhere
});

test('who may not add a file is told so, and nothing of it is left', async () => {
  const a = await terminalWith('a');
  await a.signIn('salma');
  const answer = await filesOf(a).add(picture(1000), { ...xray, wardId: '5A' });
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'right/missing' } });
  expect(await firstValueFrom(filesOf(a).states)).toEqual(new Map());
  expect(await filesOf(a).add(new Blob([]), xray)).toMatchObject({ ok: false, refusal: { about: 'data.bytes' } });
});

test("the server's copies stay within the bound, those that nobody wanted for longest go, and come again when asked for", async () => {
  const [a, b] = [await terminalWith('a'), await terminalWith('b', undefined, { mostCacheBytes: 2.5 * CHUNK })];
  await a.signIn('salma');
  await b.signIn('omar');
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push(await add(a, picture(CHUNK)));
  for (const id of ids) await phase(a, id, 'sent');
  for (const id of ids) {
    await recordAt(b, id);
    await opened(b, id);
  }
  const kept = await firstValueFrom(filesOf(b).states);
  expect(ids.map((id) => kept.get(id)?.phase)).toEqual([undefined, 'sent', 'sent']);
  expect((await opened(b, ids[0] ?? '')).length).toBe(CHUNK);
});

test('a chunk damaged on this disk is fetched again; damaged before it was sent, it is not sent and said to be so', async () => {
  const a = await terminalWith('a', 'scratched');
  await a.signIn('salma');
  const file = picture(1.5 * CHUNK);
  const sent = await add(a, file);
  await phase(a, sent, 'sent');
  link.down();
  const unsent = await add(a, picture(1000));
  await open.pop()?.close();
  await damage(join(ward.folder, 'scratched files'), [`${sent}|0001`, `${unsent}|0000`]);
  link.up();
  const again = await terminalWith('a', 'scratched');
  await again.signIn('salma');
  await phase(again, unsent, 'damaged');
  expect((await opened(again, sent)).equals(await bytesOf(file))).toBe(true);
  expect(puts().filter((one) => one.includes(unsent))).toEqual([]);
});

test('a chunk damaged on the server is noticed, never shown', async () => {
  const [a, b] = [await terminalWith('a'), await terminalWith('b')];
  await a.signIn('salma');
  await b.signIn('omar');
  const id = await add(a, picture(1.5 * CHUNK));
  await phase(a, id, 'sent');
  await ward.server.kill();
  await damage(join(ward.folder, 'db-files'), [`${id}:1`]);
  await ward.server.start();
  await recordAt(b, id);
  await until(b.replica.sync, ({ link: now }) => now === 'live');
  expect(await filesOf(b).open(id)).toEqual({ ok: false, trouble: 'damaged' });
  expect((await firstValueFrom(state(b, id)))?.phase).toBe('damaged');
});

const require = createRequire(import.meta.url);

/** What a bad disk does: other bytes under the same name. */
async function damage(path: string, chunks: readonly string[]): Promise<void> {
  const Pouch = require('pouchdb-core').plugin(require('pouchdb-adapter-leveldb'));
  const database = new Pouch(path, { adapter: 'leveldb' });
  for (const id of chunks) {
    const chunk = { content_type: 'application/octet-stream', data: randomBytes(500) };
    await database.put({ ...(await database.get(id)), _attachments: { chunk } });
  }
  await database.close();
}
