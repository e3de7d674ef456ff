import { stamp } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { type Caller, codeOf, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { localPeer, serverPeer } from '../../testing/standard-peer.ts';

const text = Buffer.from('seen at 03:10').toString('base64');

/** As it is set when nobody has set anything. */
async function withAttachments() {
  const server = await serverUnderTest();
  const [salma, rania] = [await signIn(server, 'salma'), await signIn(server, 'rania')];
  const remote = serverPeer(server.url, 'calls', { token: salma.token });
  return { server, salma, rania, remote };
}

const withoutAttachments = () => serverUnderTest({ attachmentsIn: new Set() });

const note = { 'note.txt': { content_type: 'text/plain', data: text } };

test('where a kind of data takes attachments, they replicate both ways, and stay when entries are added', async () => {
  const { salma, rania, remote } = await withAttachments();
  const [one, other] = [localPeer(), localPeer()];
  const raised = salma.entry('raised', raise);
  await one.put({ _id: 'c1', entries: [raised], _attachments: note });
  expect(await one.replicate.to(remote)).toMatchObject({ docs_written: 1, doc_write_failures: 0 });
  await salma.push([{ _id: 'c1', entries: [salma.entry('seen', {}, { after: [raised.id] })] }]);
  await other.replicate.from(remote);
  expect((await other.getAttachment('c1', 'note.txt')).toString()).toBe('seen at 03:10');
  const got = await salma.request('/db/calls/c1/note.txt');
  expect([got.status, got.headers.get('content-type'), await got.text()]).toEqual([200, 'text/plain', 'seen at 03:10']);
  expect(got.headers.get('content-disposition')).toBe('attachment');
  expect((await rania.request('/db/calls/c1/note.txt')).status).toBe(404);
  expect((await rania.request('/db/calls/c1?attachments=true')).status).toBe(404);
});

test('two peers attach to one call while apart: both attachments stand on the one leaf', async () => {
  const { salma, remote } = await withAttachments();
  const peers = [localPeer(), localPeer()] as const;
  const raised = salma.entry('raised', raise);
  await salma.push([{ _id: 'c1', entries: [raised] }]);
  for (const [n, peer] of peers.entries()) {
    await peer.replicate.from(remote);
    const call = await peer.get('c1');
    const entry = salma.entry('amended', { bed: `${n}` }, { after: [raised.id] });
    await peer.put({
      ...call,
      entries: [...call.entries, entry],
      _attachments: { [`note${n}.txt`]: note['note.txt'] },
    });
  }
  for (const peer of peers) await peer.replicate.to(remote);
  const call = await remote.get('c1', { conflicts: true });
  expect(Object.keys(call._attachments as object).sort()).toEqual(['note0.txt', 'note1.txt']);
  expect(call._conflicts).toBeUndefined();
});

test('an attachment is never altered, a stub names one that is there, and a kind of data may take none', async () => {
  const { salma } = await withAttachments();
  const raised = salma.entry('raised', raise);
  const send = async (rev: string, _attachments: object, by = salma, entry = raised) => {
    const docs = [{ _id: 'c1', _rev: rev, entries: [entry], _attachments }];
    const sent = await by.request('/db/calls/_bulk_docs', { body: { docs, new_edits: false } });
    const [answer] = (await sent.json()) as { ok?: true; reason?: string }[];
    return answer?.ok ?? answer?.reason;
  };
  expect(await send('1-a', note)).toBe(true);
  const other = { 'note.txt': { content_type: 'text/plain', data: Buffer.from('other').toString('base64') } };
  expect(await send('1-b', other)).toBe('an attachment is never altered');
  const stub = { 'more.txt': { content_type: 'text/plain', digest: 'md5-x', stub: true } };
  expect(await send('1-c', stub)).toBe('a stub of an attachment that is not here');
  const usual = await signIn(await withoutAttachments(), 'salma');
  const theirs = usual.entry('raised', raise);
  expect(await send('1-a', note, usual, theirs)).toBe('this database takes no attachments');
  // The revision is not taken; what was done stands all the same (promise 2).
  expect(await (await usual.request('/db/calls/c1')).json()).toMatchObject({ state: 'raised', entries: [theirs] });
  const put = await salma.request('/db/calls/c1', { method: 'PUT', body: { entries: [raised], _attachments: note } });
  expect(await codeOf(put)).toBe('403 document/forbidden');
});

test('a single attachment, put by a standard peer to what it may hold: as it was sent, once, and never gone', async () => {
  const { salma, rania, remote } = await withAttachments();
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  const { _rev: rev } = await remote.get('c1');
  const bytes = Buffer.from([0, 255, 128, 10, 13, 34]);
  const put = await remote.putAttachment('c1', 'trace.bin', rev, bytes, 'application/octet-stream');
  expect(put).toMatchObject({ ok: true, id: 'c1', rev: expect.stringMatching(/^2-/) });
  expect((await remote.getAttachment('c1', 'trace.bin')).toString('hex')).toBe(bytes.toString('hex'));
  const call = await remote.get('c1', { conflicts: true });
  expect(call).toMatchObject({ _rev: put.rev, state: 'raised', entries: { length: 1 } });
  expect(call._conflicts).toBeUndefined();
  const replica = localPeer();
  await replica.replicate.from(remote);
  expect((await replica.getAttachment('c1', 'trace.bin')).toString('hex')).toBe(bytes.toString('hex'));
  const late = remote.putAttachment('c1', 'more.bin', rev, bytes, 'image/png');
  await expect(late).rejects.toMatchObject({ status: 409 });
  const other = remote.putAttachment('c1', 'trace.bin', put.rev, Buffer.from('other'), 'text/plain');
  await expect(other).rejects.toMatchObject({ status: 403 });
  const gone = await salma.request(`/db/calls/c1/trace.bin?rev=${put.rev}`, { method: 'DELETE' });
  expect(await codeOf(gone)).toBe('403 document/forbidden');
  for (const id of ['c1', 'never'])
    expect((await rania.request(`/db/calls/${id}/x.txt?rev=${put.rev}`, { method: 'PUT', body: {} })).status).toBe(404);
});

test('a single attachment where none are taken is refused, whoever asks and whatever there is; one that is too large too', async () => {
  const usual = await signIn(await withoutAttachments(), 'salma');
  const [call] = await usual.push([{ _id: 'c1', entries: [usual.entry('raised', raise)] }]);
  for (const id of ['c1', 'never']) {
    const put = await usual.request(`/db/calls/${id}/x.txt?rev=${call?.rev}`, { method: 'PUT', body: {} });
    expect(await codeOf(put)).toBe('403 document/forbidden');
  }
  const { salma } = await withAttachments();
  const large = await salma.request('/db/calls/c1/x.txt', { method: 'PUT', body: 'x'.repeat(5 * 1024 * 1024) });
  expect(await codeOf(large)).toBe('413 request/too-large');
});

test('attaching is acting: who may hold a document and do nothing to it attaches nothing, and one document takes twenty at most', async () => {
  const server = await serverUnderTest({ attachmentsIn: new Set(['rooms', 'calls']) });
  const [heba, hala, salma] = [
    await signIn(server, 'heba', { wardId: '4B' }),
    await signIn(server, 'hala'),
    await signIn(server, 'salma'),
  ];
  const room = { wardId: '4B', wardName: { en: 'B', ar: 'B' }, name: '401', type: 'single', beds: [] };
  const by = { user: 'office', grant: 'seed', workstation: 'wk-seed' };
  const added = {
    id: 'r1-added',
    kind: 'added',
    at: stamp(Date.UTC(2026, 0, 1), 0, 'seed'),
    by,
    after: [],
    data: room,
  };
  await server.seed({ accounts: [], documents: { rooms: [{ id: 'r1', entries: [added] }] } });
  const put = async (who: Caller, name: string, path = '/db/rooms/r1') => {
    const { _rev: rev } = (await (await who.request(path)).json()) as { _rev: string };
    const answer = await who.request(`${path}/${name}?rev=${rev}`, { method: 'PUT', body: { name } });
    return answer.ok ? answer.status : `${answer.status} ${((await answer.json()) as { reason?: string }).reason}`;
  };
  expect(await put(hala, 'plan.txt')).toBe('403 The document may not stand as it was sent: right/missing');
  expect(await put(heba, 'plan.txt')).toBe(201);
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  for (let n = 0; n < 20; n += 1) expect(await put(salma, `note${n}.txt`, '/db/calls/c1')).toBe(201);
  expect(await put(salma, 'note20.txt', '/db/calls/c1')).toBe(
    '403 The document may not stand as it was sent: too many attachments',
  );
});
