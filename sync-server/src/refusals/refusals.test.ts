import { type LiveChanges, livePath } from '@healthcare/protocol';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Caller,
  codeOf,
  raise,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';

interface Kept {
  readonly document: string;
  readonly entry: { readonly id: string };
  readonly handled: readonly { readonly kind: string; readonly by: { readonly user: string }; readonly data: object }[];
}

async function listOf(caller: Caller): Promise<readonly Kept[]> {
  return ((await (await caller.request('/api/refusals')).json()) as { refusals: readonly Kept[] }).refusals;
}

/** A nurse closes a call that nobody went to: refused. Answers the raise and what was refused. */
async function refusedClose(salma: Caller, id = 'c1') {
  const raised = salma.entry('raised', raise);
  const done = salma.entry('done', { outcome: 'walked' }, { after: [raised.id] });
  const [answer] = await salma.push([{ _id: id, entries: [raised, done] }]);
  expect(answer?.refused).toMatchObject([{ entry: done.id, code: 'call/nobody-went' }]);
  return { raised, done, refusal: `calls|${done.id}` };
}

const dismissal = (caller: Caller, note = 'spoke with her') => caller.entry('dismissed', { note });
const handle = (caller: Caller, refusal: string, handling: object) =>
  caller.request(`/api/refusals/${encodeURIComponent(refusal)}/handled`, { body: { handling } });

async function everybody(server: UnderTest) {
  const [salma, omar, rania, heba, adam] = await Promise.all([
    signIn(server, 'salma'),
    signIn(server, 'omar'),
    signIn(server, 'rania'),
    signIn(server, 'heba', { wardId: '4B' }),
    signIn(server, 'adam'),
  ]);
  return { salma, omar, rania, heba, adam };
}

test('F2: a refusal is listed for its author at any workstation, for the head of the ward, for the administrator, and nobody else', async () => {
  const server = await serverUnderTest();
  const { salma, omar, rania, heba, adam } = await everybody(server);
  await refusedClose(salma);
  const elsewhere = await signIn(server, 'salma', { at: 'another' });
  const hebaAt3A = await signIn(server, 'heba', { at: 'third', wardId: '3A' });
  const counts = await Promise.all([salma, elsewhere, omar, rania, heba, hebaAt3A, adam].map(listOf));
  expect(counts.map(({ length }) => length)).toEqual([1, 1, 0, 0, 1, 0, 1]);
});

test('F2, F3: put aside with a note by who may; it stays readable with who did it, and a repeat changes nothing', async () => {
  const { salma, omar, heba, adam } = await everybody(await serverUnderTest());
  const { refusal } = await refusedClose(salma);
  expect(await codeOf(await handle(omar, refusal, dismissal(omar)))).toBe('404 request/not-found');
  expect(await codeOf(await handle(heba, refusal, dismissal(heba, 'x')))).toBe('400 request/wrong-shape');
  expect(await codeOf(await handle(heba, 'calls|nothing', dismissal(heba)))).toBe('404 request/not-found');
  const act = dismissal(heba);
  for (let time = 0; time < 2; time += 1) expect((await handle(heba, refusal, act)).status).toBe(200);
  for (const caller of [salma, heba, adam])
    expect(await listOf(caller)).toMatchObject([
      { handled: [{ kind: 'dismissed', by: { user: 'heba' }, data: { note: 'spoke with her' } }] },
    ]);
});

test('F3: nobody can say that a refusal was sent again, only the accepted entry does', async () => {
  const { salma } = await everybody(await serverUnderTest());
  const { refusal } = await refusedClose(salma);
  const said = salma.entry('resent', { as: 'e-nowhere' });
  expect(await codeOf(await handle(salma, refusal, said))).toBe('400 request/wrong-shape');
  expect(await listOf(salma)).toMatchObject([{ handled: [] }]);
});

test('F4 G4: told late, under the session of a colleague, from wherever, it counts for who did it; unless they did not sign it', async () => {
  const server = await serverUnderTest();
  const heba = await signIn(server, 'heba', { at: 'terminal' });
  const salma = await signIn(server, 'salma', { at: 'terminal' });
  const omar = await signIn(server, 'omar', { at: 'elsewhere' });
  const { refusal } = await refusedClose(salma);
  const byHeba = dismissal(heba);
  const forged = omar.signer.signed({ db: 'refusals', document: refusal }, byHeba);
  expect(await codeOf(await handle(omar, refusal, forged))).toBe('403 right/missing');
  const ofAnother = heba.signer.signed({ db: 'refusals', document: 'calls|another' }, byHeba);
  expect(await codeOf(await handle(salma, refusal, ofAnother))).toBe('403 right/missing');
  expect((await handle(salma, refusal, byHeba)).status).toBe(200);
  expect(await listOf(salma)).toMatchObject([{ handled: [{ by: { user: 'heba' } }] }]);
});

test('F5: two people who handle it while apart are both kept, the earlier first', async () => {
  const { salma, heba } = await everybody(await serverUnderTest());
  const { refusal } = await refusedClose(salma);
  const [first, second] = [dismissal(salma), dismissal(heba)];
  await Promise.all([handle(heba, refusal, second), handle(salma, refusal, first)]);
  expect(await listOf(salma)).toMatchObject([{ handled: [{ by: { user: 'salma' } }, { by: { user: 'heba' } }] }]);
});

test('F3, F6: an accepted entry in place of a refused one handles it, and those it stood for; a refused one does not', async () => {
  const { salma, omar } = await everybody(await serverUnderTest());
  const { raised, done } = await refusedClose(salma);
  const again = salma.entry('done', { outcome: 'helped' }, { after: [raised.id], instead: done.id });
  await salma.push([{ _id: 'c1', entries: [again] }]);
  expect((await listOf(salma)).map(({ handled }) => handled)).toEqual([[], []]);
  const accepted = omar.entry('accepted', {}, { after: [raised.id] });
  await omar.push([{ _id: 'c1', entries: [accepted] }]);
  const last = salma.entry('done', { outcome: 'helped' }, { after: [accepted.id], instead: again.id });
  expect(await salma.push([{ _id: 'c1', entries: [last] }])).toMatchObject([{ refused: [] }]);
  const list = await listOf(salma);
  expect(new Set(list.map(({ entry }) => entry.id))).toEqual(new Set([done.id, again.id]));
  for (const kept of list)
    expect(kept.handled).toMatchObject([{ kind: 'resent', by: { user: 'salma' }, data: { as: last.id } }]);
});

test('F2: an entry that names the refusal of somebody else does not handle it', async () => {
  const { salma, omar } = await everybody(await serverUnderTest());
  const { done } = await refusedClose(salma);
  await omar.push([{ _id: 'c2', entries: [omar.entry('raised', raise, { instead: done.id })] }]);
  expect(await listOf(salma)).toMatchObject([{ entry: { id: done.id }, handled: [] }]);
});

test('F1: refusals and what was done about them survive a restart', async () => {
  const first = await serverUnderTest();
  const salma = await signIn(first, 'salma');
  const { refusal } = await refusedClose(salma);
  const { done } = await refusedClose(salma, 'c2');
  await handle(salma, refusal, dismissal(salma));
  await first.stop();
  const again = await signIn(await serverUnderTest({ data: first.folder }), 'salma');
  expect(await listOf(again)).toMatchObject([
    { entry: { id: done.id }, handled: [] },
    { handled: [{ kind: 'dismissed' }] },
  ]);
});

test('a refusal, and what is done about it, is told at once to those connected who may see it', async () => {
  const server = await serverUnderTest();
  const { salma, omar, heba } = await everybody(server);
  const told = { salma: [] as Kept[], omar: [] as Kept[], heba: [] as Kept[] };
  const sockets = await Promise.all([
    listening(server, salma, told.salma),
    listening(server, omar, told.omar),
    listening(server, heba, told.heba),
  ]);
  const { refusal } = await refusedClose(salma);
  await handle(salma, refusal, dismissal(salma));
  // What a socket was sent before comes before what it is sent now.
  await omar.push([{ _id: 'c9', entries: [omar.entry('raised', raise)] }]);
  await Promise.all(sockets.map(({ heardOf }) => heardOf('c9')));
  for (const list of [told.salma, told.heba]) expect(list.map(({ handled }) => handled.length)).toEqual([0, 1]);
  expect(told.omar).toEqual([]);
});

async function listening(server: UnderTest, caller: Caller, into: Kept[]) {
  const auth = { token: caller.token };
  const socket = io(server.url, {
    path: livePath,
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  onTestFinished(() => void socket.disconnect());
  socket.on('refusals', ({ refusals }: { refusals: readonly Kept[] }) => into.push(...refusals));
  const heard = new Set<string>();
  let news = () => {};
  socket.on('changes', ({ rows }: LiveChanges) => {
    for (const { id } of rows) heard.add(id);
    news();
  });
  await new Promise<void>((connected) => socket.once('connect', connected));
  const heardOf = (id: string) =>
    new Promise<void>((known) => {
      news = () => heard.has(id) && known();
      news();
    });
  return { heardOf };
}
