import { storedChunkBytes } from '@healthcare/domain/records';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import { chunkId, chunkOf, sha256Of } from './chunk-store.ts';
import type { FileStore } from './file-store.ts';
import type { FileCaller, Purpose } from './held-records.ts';
import { passedOver, receivedChunk } from './received-chunk.ts';

const AllDocs = z.strictObject({ keys: z.array(z.string().max(80)).max(1000) });

/** Who asks by this request; known to what stands before these routes. */
export type CallerOf = (response: Response) => FileCaller;

/** `/db/files/…`: chunks of files, in and out. Stands before the reader of JSON bodies, which are smaller. */
export function fileRoutes(chunkStore: FileStore): Router {
  const store: Served = { ...chunkStore, callerOf: sessionAt };
  const { callerOf } = store;
  const router = Router();
  router.get(
    '/:chunk/chunk',
    route(async (request, response) => {
      const { id } = await askedFor(store, request, response, 'read');
      const sent = await store.turns.run(callerOf(response).grant, async () => {
        const data = await store.chunks.get(id);
        if (!data) throw new RequestProblem('file/not-here-yet');
        response.type('application/octet-stream').setHeader('ETag', `"${sha256Of(data)}"`);
        response.send(data);
        await over(response);
      });
      if (sent === 'taken') throw tooMany();
    }),
  );
  return router.use(sendingRoutes(chunkStore, callerOf));
}

/** The half of them by which files come in, and by which a sender learns what is missing. */
export function sendingRoutes(chunkStore: FileStore, callerOf: CallerOf): Router {
  const store: Served = { ...chunkStore, callerOf };
  const router = Router();
  router.put(
    '/:chunk/chunk',
    route(async (request, response) => {
      const { id, bytes, sha256, file } = await askedFor(store, request, response, 'send');
      onlyOfThisSize(request, response, bytes);
      const stored = (await store.chunks.present([id])).get(id);
      if (stored !== undefined) {
        await passedOver(request);
        response.status(201).json({ ok: true, id, rev: stored });
        return;
      }
      const rev = await store.turns.run(callerOf(response).grant, async () => {
        const data = await receivedChunk(request, bytes);
        if (sha256Of(data) !== sha256) throw new RequestProblem('file/damaged', { about: 'sha256' });
        return await store.write(file, id, data);
      });
      if (rev === 'taken') throw tooMany(response);
      response.status(201).json({ ok: true, id, rev });
    }),
  );
  router.post(
    '/_all_docs',
    express.json({ limit: '1mb', type: () => true }),
    route(async (request, response) => {
      const asked = AllDocs.safeParse(request.body);
      if (!asked.success)
        throw new RequestProblem('request/wrong-shape', { about: asked.error.issues[0]?.path.join('.') || 'body' });
      const rows = await rowsOf(store, response, asked.data.keys);
      response.json({ total_rows: rows.length, offset: 0, rows });
    }),
  );
  router.use((request) => {
    throw new RequestProblem('database/path-not-open', { about: `${request.method} ${request.path.slice(0, 60)}` });
  });
  return router;
}

interface Served extends FileStore {
  readonly callerOf: CallerOf;
}

/** A chunk that somebody asks for or sends, as the file's record describes it. */
interface Asked {
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

async function askedFor(store: Served, request: Request, response: Response, purpose: Purpose): Promise<Asked> {
  const named = chunkOf(request.params.chunk ?? '');
  if (!named) throw new RequestProblem('file/unknown');
  const { file, index } = named;
  const record = await store.records.fileFor(store.callerOf(response), file, purpose);
  const sha256 = record.chunks[index];
  if (sha256 === undefined) throw new RequestProblem('file/unknown');
  return { id: chunkId(file, index), file, bytes: storedChunkBytes(record, index), sha256 };
}

/** Looked at before the body is: a sender with something else in hand need not send it. */
function onlyOfThisSize(request: Request, response: Response, bytes: number): void {
  const encoding = request.headers['content-encoding'];
  const length = request.headers['content-length'];
  if (encoding === undefined && (length === undefined || Number(length) === bytes)) return;
  response.setHeader('Connection', 'close');
  if (encoding !== undefined) throw new RequestProblem('request/wrong-shape', { about: 'content-encoding' });
  const code = Number(length) > bytes ? 'request/too-large' : 'file/damaged';
  throw new RequestProblem(code, { about: `${bytes} bytes` });
}

/** CouchDB's rows; what the caller may not send to or read looks as if it were not here. */
async function rowsOf(store: Served, response: Response, keys: readonly string[]): Promise<readonly object[]> {
  const files = new Set(keys.flatMap((key) => chunkOf(key)?.file ?? []));
  const open = new Set<string>();
  for (const file of files) if (await mayAsk(store, response, file)) open.add(file);
  const present = await store.chunks.present(keys.filter((key) => open.has(chunkOf(key)?.file ?? '')));
  return keys.map((key) => {
    const rev = present.get(key);
    return rev === undefined ? { key, error: 'not_found' } : { id: key, key, value: { rev } };
  });
}

async function mayAsk(store: Served, response: Response, file: string): Promise<boolean> {
  try {
    await store.records.fileFor(store.callerOf(response), file, 'send');
    return true;
  } catch (error) {
    if (error instanceof RequestProblem) return false;
    throw error;
  }
}

/** Somebody who has not read 4 MiB by then reads them another time (ms). */
const LONGEST_READING_MS = 60_000;

/** Resolves when the answer is on its way or nobody wants it any more: until then it is in memory. */
function over(response: Response): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(() => response.destroy(), LONGEST_READING_MS);
    const ended = () => {
      clearTimeout(late);
      done();
    };
    if (response.writableFinished || response.closed) ended();
    else response.once('finish', ended).once('close', ended);
  });
}

/** `unread`: the answer to a request whose body stays where it is. */
function tooMany(unread?: Response): RequestProblem {
  unread?.setHeader('Connection', 'close');
  return new RequestProblem('request/too-many', { retryAfter: 1 });
}
