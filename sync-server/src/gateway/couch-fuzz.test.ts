import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Caller, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { couchRequests } from './couch-requests.ts';

/** What breaks readers that expect something else. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e300,
    '',
    'c1',
    '_design/x',
    '__proto__',
    'constructor',
    '\u0000',
    '9-f',
    '1-',
    '-1',
    'now',
    'all',
    '"',
    '{',
    '[]',
    '"c1"',
    '["1-a"]',
    '\u{10ffff}',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

const names = [
  ...[
    'since',
    'feed',
    'filter',
    'view',
    'limit',
    'timeout',
    'heartbeat',
    'style',
    'descending',
    'include_docs',
    'doc_ids',
  ],
  ...[
    'rev',
    'revs',
    'open_revs',
    'latest',
    'conflicts',
    'attachments',
    'revs_info',
    'new_edits',
    'lineage',
    'last-event-id',
  ],
  ...[
    'key',
    'keys',
    'startkey',
    'endkey',
    'skip',
    'inclusive_end',
    'update_seq',
    'seq_interval',
    'local_seq',
    'atts_since',
  ],
];
const fieldNames = [
  ...[
    'selector',
    'sort',
    'fields',
    'docs',
    'keys',
    'doc_ids',
    'c1',
    'id',
    'rev',
    'entries',
    '_id',
    '_rev',
    '_revisions',
  ],
  ...[
    '_attachments',
    '_deleted',
    '$or',
    '$and',
    '$not',
    '$regex',
    '$elemMatch',
    'new_edits',
    'ids',
    'start',
    'bed',
    'limit',
  ],
];
const values = [
  'true',
  'false',
  '0',
  '1',
  'now',
  'longpoll',
  'continuous',
  'eventsource',
  '_selector',
  '_doc_ids',
  '_view',
  'a/b',
];

const query = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.constantFrom(...values), hostile.map(textOf)), {
  maxKeys: 4,
});
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    hostile,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...fieldNames), tie('node'), { maxKeys: 4 }),
  ),
})).node;

/** Mostly nothing: so many times as often as something. */
function orNone<Value>(times: number, something: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: times, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: something });
}

/** A request of the table, bent; or one nobody has thought of. */
const bent = fc.record({
  asked: fc.constantFrom(...couchRequests),
  method: orNone(8, fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'COPY')),
  tail: orNone(8, fc.constantFrom('/', '//', '/x', '%00', '%2f', '%E0%A4%A', '/../accounts', ';', '?', '%')),
  query: orNone(1, query),
  body: fc.option(
    fc.oneof(
      tree,
      fc.string().map((text) => ({ raw: text })),
    ),
  ),
  db: fc.constantFrom('calls', 'calls', 'calls', 'rooms', 'nothing', '_users', '%00'),
});

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The status; of an answer that is held open no more is read. */
async function statusOf(url: string, who: Caller, sent: { method: string; path: string; body: string | undefined }) {
  const headers = { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' };
  const { hostname, port } = new URL(url);
  const asked = request({ hostname, port, method: sent.method, path: sent.path, headers });
  asked.end(sent.body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.on('error', () => undefined); // cut off here
  if (response.headers['cache-control']?.includes('no-transform')) asked.destroy();
  else await once(response.resume(), 'close');
  return response.statusCode ?? 0;
}

test('no request, however hostile, ends the process, hangs, or is answered with a fault of the server', {
  timeout: 60_000,
}, async () => {
  const server = await serverUnderTest({ requestsPerTenSeconds: 1_000_000 });
  const people = [
    await signIn(server, 'salma'),
    await signIn(server, 'adam'),
    await signIn(server, 'patient'),
  ] as const;
  const [salma] = people;
  const [call] = await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  const of = { id: 'c1', rev: call?.rev ?? '' };
  const property = fc.asyncProperty(bent, fc.nat(people.length - 1), async (one, who) => {
    const example: { readonly path: string; readonly body?: unknown } = one.asked.example(of);
    const path = `/db/${one.db}${example.path.split('?')[0]}${one.tail ?? ''}`;
    const asked = one.query === null ? example.path.split('?')[1] : String(new URLSearchParams(one.query));
    const body = one.body === null ? example.body : one.body;
    const method = one.method ?? one.asked.method;
    const status = await statusOf(server.url, people[who] as Caller, {
      method,
      path: asked === undefined ? path : `${path}?${asked}`,
      body: method === 'GET' || method === 'HEAD' || body === undefined ? undefined : rawOf(body),
    });
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(500);
  });
  await fc.assert(property, { numRuns: 800, seed: 20261125, endOnFailure: false });
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  expect((await salma.push([{ _id: 'c2', entries: [salma.entry('raised', raise)] }]))[0]?.ok).toBe(true);
  await expect.poll(() => server.open()).toEqual({ feeds: 0, waiting: 0 });
  expect(server.logged.join('')).not.toMatch(/"level":(50|60)/);
});

function rawOf(body: unknown): string {
  const raw: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'raw') : undefined;
  return typeof raw === 'string' ? raw : (JSON.stringify(body) ?? '');
}

test('every request of the table is answered to those who may ask it', async () => {
  const server = await serverUnderTest();
  const [salma, adam] = [await signIn(server, 'salma'), await signIn(server, 'adam')];
  const [call] = await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  const seen = new Map<string, number>();
  for (const asked of couchRequests) {
    const who = 'upkeep' in asked ? adam : salma;
    const { path, body }: { path: string; body?: unknown } = asked.example({ id: 'c1', rev: call?.rev ?? '' });
    const { status } = await who.request(`/db/calls${path}`, { method: asked.method, body });
    seen.set(`${asked.method} ${path.split('?')[0]}`, status);
  }
  const others = [...seen].filter(([, status]) => status >= 300);
  // No entries, deletions and no views: told so. The checkpoint is deleted by its example.
  expect(others).toEqual([
    ['GET /_local/checkpoint', 404],
    ['GET /_design/x/_view/y', 404],
    ['POST /_design/x/_view/y', 404],
    ['PUT /c1', 403],
    ['POST ', 403],
    ['DELETE /c1', 403],
    ['GET /c1/file', 404],
    ['DELETE /c1/file', 403],
  ]);
});
