import { createRequire } from 'node:module';
import { type Entry, SERVER_ID, serverAuthor, stamp } from '@healthcare/domain';
import { expect, onTestFinished, test } from 'vitest';
import { callsAlone } from '../../testing/calls-alone.ts';
import { raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { storedFrom } from './unite.ts';

/** What reaches LevelDB's own code, below everything of ours and of PouchDB. */
function writesBelow(): { readonly flushed: readonly boolean[] } {
  const { prototype } = createRequire(import.meta.url)('leveldown');
  const flushed: boolean[] = [];
  const { _batch } = prototype;
  prototype._batch = function batch(operations: unknown, options: { readonly sync?: boolean }, done: unknown) {
    flushed.push(options.sync === true);
    return _batch.call(this, operations, options, done);
  };
  onTestFinished(() => {
    prototype._batch = _batch;
  });
  return { flushed };
}

test('every write is flushed before it is answered (promise 1)', async () => {
  const below = writesBelow();
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const before = below.flushed.length;
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  expect(below.flushed.length).toBeGreaterThan(before);
  expect(below.flushed.every(Boolean)).toBe(true);
});

test('requests that wait share a write: two hundred pushes at once take a fraction of two hundred flushes', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  await salma.push([{ _id: 'first', entries: [salma.entry('raised', raise)] }]);
  const below = writesBelow();
  const pushes = Array.from({ length: 200 }, (_, n) =>
    salma.push([{ _id: `c${n}`, entries: [salma.entry('raised', raise)] }]),
  );
  const answers = (await Promise.all(pushes)).flat();
  expect(answers.filter(({ ok }) => ok)).toHaveLength(200);
  expect(below.flushed.length).toBeLessThan(100);
});

test('two who push to one call from the same revision at the same time each get the other’s entry', async () => {
  const server = await serverUnderTest();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  const first = salma.entry('raised', raise);
  const [raised] = await salma.push([{ _id: 'c1', entries: [first] }]);
  const entries = [salma, omar].map((who) => who.entry('seen', {}, { after: [first.id] }));
  const [one, other] = await Promise.all(
    [salma, omar].map((who, at) => who.push([{ _id: 'c1', _rev: raised?.rev, entries: [entries[at]] }])),
  );
  const held = [one?.[0], other?.[0]].map((answer) => answer?.doc?.entries.length ?? 2);
  // Whoever was written later, or both when they shared the write, is given all three.
  expect(Math.max(...held)).toBe(3);
  const now = (await (await salma.request('/db/calls/c1')).json()) as { readonly _rev: string };
  for (const answer of [one?.[0], other?.[0]])
    if (answer?.rev === now._rev) expect(answer.doc?.entries).toHaveLength(3);
});

test('E2: what the server records again before the feed has told it is no alteration, and waits for nobody; something else under the same id is one', async () => {
  const { aggregate, database, writer } = await callsAlone();
  const by = { user: serverAuthor.user, grant: serverAuthor.user, workstation: serverAuthor.user };
  const at = (n: number) => stamp(Date.now(), n, serverAuthor.user);
  const salma = { user: 'salma', grant: 'g', workstation: 'w' };
  const raised = { id: 'e0', kind: 'raised', at: at(0), by: salma, data: { ...raise }, after: [] };
  await database.bulkDocs([storedFrom(aggregate, 'c1', [raised])]);
  const step = { id: `${SERVER_ID}step`, kind: 'escalated', by, after: [raised.id], data: { step: 1, to: 'doctor' } };
  const record = (...entries: readonly Entry[]) => writer.pushByServer([{ id: 'c1', entries, view: {} }]);
  expect(await record({ ...step, at: at(1) })).toMatchObject([{ ok: true, refused: [] }]);
  expect(await record({ ...step, at: at(2) })).toMatchObject([{ ok: true, refused: [] }]);
  const other = { ...step, at: at(3), data: { step: 1, to: 'headNurse' } };
  expect(await record(other)).toMatchObject([{ refused: [{ code: 'entry/altered' }] }]);
});

test('a view cannot be guessed field by field by somebody who may not see the document', async () => {
  const server = await serverUnderTest();
  const [salma, rania] = [await signIn(server, 'salma'), await signIn(server, 'rania')];
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', { ...raise, patient: 'Fatma Aly' })] }]);
  const guess = async (patient: string) => {
    const [answer] = await rania.push([{ _id: 'c1', patient, entries: [rania.entry('seen')] }]);
    return { error: answer?.error, refused: answer?.refused?.map(({ code }) => code) };
  };
  expect(await guess('Fatma Aly')).toEqual(await guess('somebody else'));
});

test('a document is read by one who pushes to it from another ward neither before nor after', async () => {
  const server = await serverUnderTest();
  const [salma, rania] = [await signIn(server, 'salma'), await signIn(server, 'rania')];
  const first = salma.entry('raised', raise);
  await salma.push([{ _id: 'c1', entries: [first] }]);
  const [answer] = await rania.push([{ _id: 'c1', entries: [rania.entry('seen', {}, { after: [first.id] })] }]);
  expect(answer).toMatchObject({ refused: [{ code: 'right/missing' }], removed: true });
  expect(answer?.doc).toBeUndefined();
});
