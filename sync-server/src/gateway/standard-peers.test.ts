import type { Entry } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { moveCall, withMovingCalls } from '../../testing/moving-calls.ts';
import {
  type Caller,
  password,
  raise,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';
import { localPeer, type Peer, type PeerDocument, serverPeer, signerByLogin } from '../../testing/standard-peer.ts';

const salmasLogin = { user: '01000000001', password };

/** Salma as a peer that knows only her login: whose entries name the session the server began for her. */
async function peerOf(server: UnderTest, name = 'calls') {
  const remote = serverPeer(server.url, name, salmasLogin);
  return { remote, by: await signerByLogin(server.url, salmasLogin) };
}

async function raised(who: Caller, ids: readonly string[], wardId = '4B') {
  const documents = ids.map((id) => ({ _id: id, entries: [who.entry('raised', { ...raise, wardId })] }));
  await who.push(documents);
  return documents;
}

const idsOf = async (peer: Peer) => (await peer.allDocs()).rows.map(({ id }) => id);

test('a peer replicates from the server: its own ward, by password or by token, and goes on where it stopped', async () => {
  const server = await serverUnderTest();
  const [salma, rania] = [await signIn(server, 'salma'), await signIn(server, 'rania')];
  await raised(salma, ['c1', 'c2', 'c3']);
  await raised(rania, ['x1', 'x2'], '3A');
  const { remote } = await peerOf(server);
  const [local, other] = [localPeer(), localPeer()];
  expect(await local.replicate.from(remote)).toMatchObject({ ok: true, docs_read: 3, docs_written: 3 });
  expect(await idsOf(local)).toEqual(['c1', 'c2', 'c3']);
  await raised(salma, ['c4']);
  expect(await local.replicate.from(remote)).toMatchObject({ docs_read: 1, docs_written: 1 });
  expect(await local.replicate.from(remote)).toMatchObject({ docs_read: 0 });
  const byToken = serverPeer(server.url, 'calls', { token: rania.token });
  expect(await other.replicate.from(byToken)).toMatchObject({ docs_read: 2 });
  expect(await idsOf(other)).toEqual(['x1', 'x2']);
});

test('what a peer made is judged, stored under its name, and comes back with the view the server folds', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { remote, by } = await peerOf(server);
  const local = localPeer();
  const { rev } = await local.put({ _id: 'c1', entries: [salma.entry('raised', raise, { by })] });
  expect(await local.replicate.to(remote)).toMatchObject({ ok: true, docs_written: 1, doc_write_failures: 0 });
  const stored = await remote.get('c1', { revs: true });
  expect(stored).toMatchObject({ state: 'raised', wardId: '4B' });
  const { ids } = stored._revisions as { readonly ids: readonly string[] };
  expect(ids).toContain(rev.slice(2));
  await local.replicate.from(remote);
  expect(await local.get('c1', { conflicts: true })).toMatchObject({ _rev: stored._rev, state: 'raised' });
  expect(await local.replicate.to(remote)).toMatchObject({ docs_written: 0 });
});

test('a document with a refused entry is denied, the refusal is kept, and the others go on (promise 2)', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { remote, by } = await peerOf(server);
  const local = localPeer();
  const good = salma.entry('raised', raise, { by });
  const wrong = salma.entry('done', {}, { by, after: [good.id] });
  await local.put({ _id: 'c1', entries: [good, wrong] });
  await local.put({ _id: 'c2', entries: [salma.entry('raised', raise, { by })] });
  await local.put({ _id: 'notes', text: 'no entries at all' });
  const denied: unknown[] = [];
  const replication = local.replicate.to(remote).on('denied', (error) => denied.push(error));
  expect(await replication).toMatchObject({ docs_written: 1, doc_write_failures: 2 });
  expect(denied).toHaveLength(2);
  expect((await remote.get('c1')).entries.map(({ id }) => id)).toEqual([good.id]);
  const { refusals } = (await (await salma.request('/api/refusals')).json()) as { refusals: object[] };
  expect(refusals).toMatchObject([{ document: 'c1', code: 'call/nobody-went', entry: { id: wrong.id } }]);
  expect((await remote.get('c2')).state).toBe('raised');
});

test('two peers who changed one call while apart: both entries stand, the conflict is united, and all are equal (promise 3)', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { remote, by } = await peerOf(server);
  const [one, other] = [localPeer(), localPeer()];
  await raised(salma, ['c1']);
  await one.sync(remote);
  await other.sync(remote);
  for (const [peer, bed] of [
    [one, '1'],
    [other, '9'],
  ] as const) {
    const document = await peer.get('c1');
    const entry = salma.entry('amended', { bed }, { by, after: document.entries.map(({ id }) => id) });
    await peer.put({ ...document, entries: [...document.entries, entry] });
  }
  // A sync pulls beside its push: what the push united comes with the next.
  for (const peer of [one, other, other, one]) await peer.sync(remote);
  const all = await Promise.all([one, other, remote].map((peer) => peer.get('c1', { conflicts: true })));
  expect(all.map(({ entries }) => entries.length)).toEqual([3, 3, 3]);
  expect(all.every(({ _conflicts }) => _conflicts === undefined)).toBe(true);
  expect(new Set(all.map(({ _rev }) => _rev)).size).toBe(1);
});

test('a deletion by the server reaches peers, and what is added to it later is refused and kept', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { remote, by } = await peerOf(server);
  const local = localPeer();
  await raised(salma, ['c1', 'c2']);
  await local.sync(remote);
  const held = await local.get('c1');
  await server.erase('calls', 'c1');
  await local.put({
    ...held,
    entries: [...held.entries, salma.entry('seen', {}, { by, after: [held.entries[0]?.id ?? ''] })],
  });
  await local.sync(remote);
  expect(await idsOf(remote)).toEqual(['c2']);
  const fresh = localPeer();
  await fresh.replicate.from(remote);
  expect(await idsOf(fresh)).toEqual(['c2']);
  const { refusals } = (await (await salma.request('/api/refusals')).json()) as { refusals: object[] };
  expect(refusals).toMatchObject([{ document: 'c1', code: 'document/erased' }]);
});

test('a peer deletes nothing on the server', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { remote } = await peerOf(server);
  const local = localPeer();
  await raised(salma, ['c1']);
  await local.sync(remote);
  await local.remove(await local.get('c1'));
  expect(await local.replicate.to(remote)).toMatchObject({ doc_write_failures: 1 });
  expect(await idsOf(remote)).toEqual(['c1']);
  await expect(remote.remove(await remote.get('c1'))).rejects.toMatchObject({ status: 403 });
});

test('a call that leaves the ward leaves the peers of the ward, and is theirs again when it comes back (promise 6)', async () => {
  const server = await serverUnderTest({ aggregates: withMovingCalls });
  const [salma, heba] = [await signIn(server, 'salma'), await signIn(server, 'heba')];
  const { remote } = await peerOf(server);
  const local = localPeer();
  const entries: Entry[] = (await raised(salma, ['c1'])).flatMap((document) => document.entries);
  await local.replicate.from(remote);
  const moved = await moveCall(heba, 'c1', '3A', entries);
  expect(await local.replicate.from(remote)).toMatchObject({ docs_written: 1 });
  expect(await idsOf(local)).toEqual([]);
  await local.sync(remote);
  expect(await local.replicate.to(remote)).toMatchObject({ docs_read: 0 });
  await moveCall(heba, 'c1', '4B', [moved]);
  await local.replicate.from(remote);
  expect((await local.get('c1')).entries).toHaveLength(3);
});

test('live sync carries changes both ways while it runs, and ends without a trace', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { remote, by } = await peerOf(server);
  const local = localPeer();
  const live = local.sync(remote, { live: true, retry: true });
  const arrived = (peer: Peer, id: string) =>
    new Promise<PeerDocument>((there) => {
      const feed = peer.changes({ live: true, since: 0, include_docs: true }).on('change', (change) => {
        const row = change as { readonly id: string; readonly doc: PeerDocument };
        if (row.id !== id) return;
        feed.cancel();
        there(row.doc);
      });
    });
  await raised(salma, ['down']);
  expect((await arrived(local, 'down')).state).toBe('raised');
  await local.put({ _id: 'up', entries: [salma.entry('raised', raise, { by })] });
  expect((await arrived(remote, 'up')).entries).toHaveLength(1);
  const over = new Promise((ended) => live.once('complete', ended));
  live.cancel();
  await over;
  await expect.poll(() => server.open()).toEqual({ feeds: 0, waiting: 0 });
});
