import { stamp } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { type Caller, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

// Told by a review: who knew a call's id could raise it again with an earlier clock, and it went to another ward.

/** A call of ward 4B, and the beginning of it that somebody of 3A makes up: earlier by the clock, and knowing of nothing. */
async function guessedCall() {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const rania = await signIn(server, 'rania');
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  const earlier = { at: stamp(server.clock.ms - 3_600_000, 0, 'test') };
  const forged = rania.entry('raised', { ...raise, wardId: '3A', room: '301' }, earlier);
  return { server, salma, rania, forged };
}

const heldBy = async (caller: Caller) => (await caller.request('/db/calls/c1')).status;

test('D1 D2 over HTTP: an earlier beginning under a known id is refused, kept for its author, and moves nothing', async () => {
  const { salma, rania, forged } = await guessedCall();
  const [answer] = await rania.push([{ _id: 'c1', entries: [forged] }]);
  expect(answer?.refused).toMatchObject([{ entry: forged.id, code: 'document/begun-already' }]);
  expect(answer).toMatchObject({ removed: true });
  expect(answer).not.toHaveProperty('doc');
  expect([await heldBy(salma), await heldBy(rania)]).toEqual([200, 404]);
  const call = (await (await salma.request('/db/calls/c1')).json()) as object;
  expect(call).toMatchObject({ wardId: '4B', room: raise.room });
  const list = (await (await rania.request('/api/refusals')).json()) as { readonly refusals: readonly object[] };
  expect(list.refusals).toMatchObject([{ document: 'c1', code: 'document/begun-already' }]);
});

test('D1 D2 as a standard peer hands it in: the revision is forbidden', async () => {
  const { salma, rania, forged } = await guessedCall();
  const revision = { _id: 'c1', _rev: '1-aaaa', entries: [forged] };
  const body = { docs: [revision], new_edits: false };
  const answered = await (await rania.request('/db/calls/_bulk_docs', { body })).json();
  expect(answered).toMatchObject([{ id: 'c1', error: 'forbidden', reason: 'document/begun-already' }]);
  expect([await heldBy(salma), await heldBy(rania)]).toEqual([200, 404]);
});

test('D3 two who begin one document in the same moment: one stands, one is refused, and both are told the same document', async () => {
  const server = await serverUnderTest();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  const both = [salma, omar].map((one) => ({ one, entry: one.entry('raised', { ...raise, bed: one.session.user }) }));
  const answers = await Promise.all(both.map(({ one, entry }) => one.push([{ _id: 'c1', entries: [entry] }])));
  expect(answers.flat().flatMap(({ refused }) => refused ?? [])).toHaveLength(1);
  const seen = await Promise.all([salma, omar].map(async (one) => (await one.request('/db/calls/c1')).json()));
  expect(seen[0]).toEqual(seen[1]);
});

test('D4 what a workstation did offline to what it had begun offline stands, late and all at once', async () => {
  const { server, salma } = await guessedCall();
  const omar = await signIn(server, 'omar');
  const first = salma.entry('raised', raise);
  const seen = salma.entry('seen', {}, { after: [first.id] });
  const accepted = omar.entry('accepted', {}, { after: [first.id] });
  await salma.push([{ _id: 'c2', entries: [first] }]);
  const answers = await Promise.all([
    salma.push([{ _id: 'c2', entries: [seen] }]),
    omar.push([{ _id: 'c2', entries: [accepted] }]),
  ]);
  expect(answers.flat().flatMap(({ refused }) => refused ?? [])).toEqual([]);
});
