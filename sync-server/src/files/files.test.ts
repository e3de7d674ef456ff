import { request } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chunkRequest, recorded, type SealedFile, sealedFile } from '../../testing/file-under-test.ts';
import { type Caller, codeOf, serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';
import { fileRequests } from './file-requests.ts';

const LevelDown = createRequire(import.meta.url)('leveldown');

async function wardWithFile(sizes = [1000, 1000, 300]) {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const file = sealedFile(sizes);
  await recorded(salma, file);
  return { server, salma, file };
}

const put = (server: UnderTest, caller: Caller, { id, chunks }: SealedFile, index = 0) =>
  chunkRequest(server, caller, { id, index, body: new Uint8Array(chunks[index] ?? []) });

async function missingOf(caller: Caller, { id, chunks }: SealedFile): Promise<readonly number[]> {
  const keys = chunks.map((_, index) => `${id}:${index}`);
  const answer = await caller.request('/db/files/_all_docs', { method: 'POST', body: { keys } });
  const { rows } = (await answer.json()) as { readonly rows: readonly { readonly error?: string }[] };
  return rows.flatMap(({ error }, index) => (error === 'not_found' ? [index] : []));
}

/** Every value that the closed database `files` still has, tombstones and attachments that nobody names too. */
async function valuesIn(folder: string): Promise<readonly Buffer[]> {
  const level = new LevelDown(join(folder, 'db-files'));
  const done = <Value>(ask: (told: (error: Error | null, ...values: Value[]) => void) => void) =>
    new Promise<Value | undefined>((ok, no) => ask((error, _key, value) => (error ? no(error) : ok(value))));
  await done((told) => level.open(told));
  const rows = level.iterator();
  const values: Buffer[] = [];
  for (let value = await done<Buffer>((told) => rows.next(told)); value; value = await done((told) => rows.next(told)))
    values.push(value);
  await done((told) => rows.end(told));
  await done((told) => level.close(told));
  return values;
}

test('chunks arrive one by one, are told apart from those that are missing, and come back as they were', async () => {
  const { server, salma, file } = await wardWithFile();
  expect(await missingOf(salma, file)).toEqual([0, 1, 2]);
  expect((await put(server, salma, file, 2)).status).toBe(201);
  expect((await put(server, salma, file, 0)).status).toBe(201);
  expect(await missingOf(salma, file)).toEqual([1]);
  expect(await codeOf(await chunkRequest(server, salma, { id: file.id, index: 1 }))).toBe('404 file/not-here-yet');
  await put(server, salma, file, 1);
  for (const index of [0, 1, 2]) {
    const back = await chunkRequest(server, salma, { id: file.id, index });
    expect(back.headers.get('content-type')).toBe('application/octet-stream');
    expect(Buffer.from(await back.arrayBuffer()).equals(file.chunks[index] as Buffer)).toBe(true);
  }
});

test('a chunk is written once: sending it again changes nothing (promise 4)', async () => {
  const { server, salma, file } = await wardWithFile();
  const first = (await (await put(server, salma, file)).json()) as { readonly rev: string };
  const [again, together] = await Promise.all([put(server, salma, file), put(server, salma, file)]);
  expect(await again.json()).toEqual(first);
  expect(await together.json()).toEqual(first);
});

test('what is not the chunk that the record names is not kept', async () => {
  const { server, salma, file } = await wardWithFile();
  const { id, chunks } = file;
  const altered = new Uint8Array(chunks[0] as Buffer).fill(7, 500, 501);
  expect(await codeOf(await chunkRequest(server, salma, { id, body: altered }))).toBe('422 file/damaged');
  expect(await codeOf(await chunkRequest(server, salma, { id, body: altered.slice(1) }))).toBe('422 file/damaged');
  const larger = new Uint8Array(5 * 1024 * 1024);
  expect(await codeOf(await chunkRequest(server, salma, { id, body: larger }))).toBe('413 request/too-large');
  // Right in size and hash, but in another place of the file.
  const swapped = new Uint8Array(chunks[1] as Buffer);
  expect(await codeOf(await chunkRequest(server, salma, { id, body: swapped }))).toBe('422 file/damaged');
  expect(await missingOf(salma, file)).toEqual([0, 1, 2]);
});

test('a chunk of a file that nobody has recorded is not taken, nor one beyond its end', async () => {
  const { server, salma, file } = await wardWithFile();
  const unknown = sealedFile([10]);
  expect(await codeOf(await put(server, salma, unknown))).toBe('404 file/unknown');
  const body = new Uint8Array(file.chunks[2] as Buffer);
  expect(await codeOf(await chunkRequest(server, salma, { id: file.id, index: 3, body }))).toBe('404 file/unknown');
  expect(await codeOf(await chunkRequest(server, salma, { id: 'no-index', index: -1 }))).toBe('404 file/unknown');
});

test('a sender who breaks off, or sends more than announced, leaves nothing half (and the next one gets through)', async () => {
  const { server, salma, file } = await wardWithFile([200_000]);
  const { id, chunks } = file;
  const path = `/db/files/${id}:0/chunk`;
  const headers = { authorization: `Bearer ${salma.token}`, 'content-length': String(chunks[0]?.length) };
  for (let round = 0; round < 12; round += 1) {
    await new Promise<void>((gone) => {
      const broken = request(`${server.url}${path}`, { method: 'PUT', headers });
      broken.on('error', () => gone());
      broken.write(chunks[0]?.subarray(0, 100_000), () => broken.destroy(new Error('the cable')));
    });
  }
  const { 'content-length': _, ...unannounced } = headers;
  const tooLong = await new Promise<number | undefined>((told) => {
    const sending = request(`${server.url}${path}`, { method: 'PUT', headers: unannounced }, (answer) => {
      answer.resume();
      told(answer.statusCode);
    });
    sending.on('error', () => told(undefined));
    sending.write(chunks[0]);
    sending.end('and more');
  });
  expect(tooLong).toBe(413);
  expect(await missingOf(salma, file)).toEqual([0]);
  // The turns of those who broke off were given back, as soon as the server heard of it.
  await expect.poll(async () => (await put(server, salma, file)).status, { timeout: 25_000 }).toBe(201);
});

test('out of scope a file is as if it did not exist, on every path; nobody comes in without a session (promise 6)', async () => {
  const { server, salma, file } = await wardWithFile();
  await put(server, salma, file);
  const rania = await signIn(server, 'rania');
  const nadia = await signIn(server, 'nadia');
  for (const { method, example } of fileRequests) {
    const { path, body }: { readonly path: string; readonly body?: unknown } = example(file.id);
    const ask = (caller: Caller | undefined, at = path) =>
      fetch(`${server.url}/db/files${at}`, {
        method,
        headers: { ...(caller && { authorization: `Bearer ${caller.token}` }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(method === 'PUT' && { body: new Uint8Array(file.chunks[0] as Buffer) }),
      });
    expect((await ask(undefined)).status, method).toBe(401);
    for (const stranger of [rania, nadia]) {
      const there = await ask(stranger);
      const nowhere = await ask(stranger, path.replace(file.id, 'file-0'));
      expect(there.status, method).toBe(nowhere.status);
      expect((await there.text()).replaceAll(file.id, 'file-0')).toBe(
        (await nowhere.text()).replaceAll(file.id, 'file-0'),
      );
    }
    expect((await ask(salma)).ok, method).toBe(true);
  }
  const feed = await salma.request('/db/files/_changes');
  expect(await codeOf(feed)).toBe('403 database/path-not-open');
});

test('the workstation where a file was added hands it in also under a ward that may not read it', async () => {
  const { server, file } = await wardWithFile();
  const elsewhere = await signIn(server, 'rania', { at: 'salma', wardId: '3A' });
  expect((await put(server, elsewhere, file)).status).toBe(201);
  expect(await missingOf(elsewhere, file)).toEqual([1, 2]);
  expect(await codeOf(await chunkRequest(server, elsewhere, { id: file.id }))).toBe('404 file/unknown');
});

async function keptOf({ folder }: UnderTest, { chunks }: SealedFile): Promise<readonly boolean[]> {
  const values = await valuesIn(folder);
  return chunks.map((chunk) => values.some((value) => value.includes(chunk)));
}

test('what the server keeps of a file are its chunks as they came', async () => {
  const { server, salma, file } = await wardWithFile();
  for (const index of [0, 1]) await put(server, salma, file, index);
  await server.stop();
  expect(await keptOf(server, file)).toEqual([true, true, false]);
});

test('a removed file is deleted, nothing of it is taken or given any more, and its record says why', async () => {
  const { server, salma, file } = await wardWithFile();
  for (const index of [0, 1]) await put(server, salma, file, index);
  const reason = 'wrong patient';
  const [answer] = await salma.push(
    [{ _id: file.id, entries: [salma.entry('removed', { reason }, { after: [] })] }],
    'records',
  );
  expect(answer?.refused).toEqual([]);
  expect(await codeOf(await chunkRequest(server, salma, { id: file.id }))).toBe('410 file/removed');
  expect(await codeOf(await put(server, salma, file, 2))).toBe('410 file/removed');
  await expect
    .poll(() => server.logged.some((line) => line.includes('a removed file was deleted')), { timeout: 25_000 })
    .toBe(true);
  expect(await missingOf(salma, file)).toEqual([0, 1, 2]);
  await server.stop();
  expect(await keptOf(server, file)).toEqual([false, false, false]);
  const again = await serverUnderTest({ data: server.folder });
  const back = await signIn(again, 'salma');
  const record = (await (await back.request(`/db/records/${file.id}`)).json()) as Readonly<Record<string, unknown>>;
  expect(record).toMatchObject({ state: 'removed', removedWhy: reason, key: '' });
});
