import { type AnyAggregate, allAggregates, type Entry, stamp } from '@healthcare/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callsAlone } from '../../testing/calls-alone.ts';
import { raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { leavesOf, putAsTheyCame } from '../store/revisions.ts';
import { type StoredDocument, storedFrom } from './unite.ts';
import { uniteRevisions } from './unite-revisions.ts';

const aggregate = allAggregates.get('calls') as AnyAggregate;

function entry(id: string, kind: string, data: object, after: readonly string[] = []): Entry {
  const by = { user: 'salma', grant: 'g', workstation: 'w' };
  return { id, kind, at: stamp(Date.now(), Number(id.slice(1)), 'w'), by, after, data: { ...data } };
}

const first = entry('e1', 'raised', raise);

/** Branches of one call as replicators leave them: each a revision of its own after the same first one. */
function branches(
  count: number,
): readonly (StoredDocument & { _rev: string; _revisions: { start: number; ids: string[] } })[] {
  const root = { start: 1, ids: ['r'] };
  const begun = { ...storedFrom(aggregate, 'c1', [first]), _rev: '1-r', _revisions: root };
  const later = Array.from({ length: count }, (_, n) => {
    const amended = entry(`e${n + 2}`, 'amended', { bed: String(n) }, ['e1']);
    const ids = [`b${n}`, 'r'];
    return { ...storedFrom(aggregate, 'c1', [first, amended]), _rev: `2-b${n}`, _revisions: { start: 2, ids } };
  });
  return [begun, ...later];
}

const openLeaves = async (open: Awaited<ReturnType<typeof callsAlone>>, id = 'c1') =>
  (await leavesOf(open.database, id)).filter((leaf) => !leaf._deleted);

test('leaves in conflict are united: every entry on one leaf, folded; a second time, and many at once, change nothing', async () => {
  const open = await callsAlone();
  await putAsTheyCame(open.database, branches(4));
  expect(await openLeaves(open)).toHaveLength(4);
  await Promise.all(Array.from({ length: 5 }, () => uniteRevisions(open, 'c1')));
  const [leaf, ...others] = await openLeaves(open);
  expect(others).toEqual([]);
  expect(leaf?.entries.map(({ id }) => id).sort()).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  expect(leaf).toMatchObject({ ...storedFrom(aggregate, 'c1', leaf?.entries as readonly Entry[]) });
  const { update_seq: before } = await open.database.info();
  await uniteRevisions(open, 'c1');
  await uniteRevisions(open, 'nothing');
  expect((await open.database.info()).update_seq).toBe(before);
});

test('whatever the order in which branches arrive and are united, what stands in the end is the same (promise 3)', async () => {
  const all = branches(4);
  const arrivals = fc.shuffledSubarray([...all], { minLength: all.length });
  await fc.assert(
    fc.asyncProperty(arrivals, fc.array(fc.nat(4), { maxLength: 3 }), async (arrived, unitedAfter) => {
      const open = await callsAlone();
      for (const [at, one] of arrived.entries()) {
        await putAsTheyCame(open.database, [one]);
        if (unitedAfter.includes(at)) await uniteRevisions(open, 'c1');
      }
      await uniteRevisions(open, 'c1');
      const leaves = await openLeaves(open);
      expect(leaves.map(({ entries }) => entries.map(({ id }) => id))).toEqual([['e1', 'e2', 'e3', 'e4', 'e5']]);
    }),
    { numRuns: 12, seed: 20261125 },
  );
});

test('peers in conflict, and many who read meanwhile: no reader ever meets a conflict, and none ends the process', async () => {
  const server = await serverUnderTest();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  const begun = salma.entry('raised', raise);
  await salma.push([{ _id: 'c1', entries: [begun] }]);
  const [, root = ''] = (((await (await salma.request('/db/calls/c1')).json()) as { _rev: string })._rev ?? '').split(
    '-',
  );
  let isOver = false;
  const read = async () => {
    let conflicts = 0;
    while (!isOver) {
      const page = await (
        await omar.request('/db/calls/_changes?style=all_docs&include_docs=true&conflicts=true')
      ).text();
      const one = await omar.request('/db/calls/c1?conflicts=true');
      expect(one.status).toBe(200);
      if (`${page}${await one.text()}`.includes('_conflicts')) conflicts += 1;
    }
    return conflicts;
  };
  const readers = Array.from({ length: 4 }, read);
  for (let n = 0; n < 40; n += 1) {
    const entries = [begun, salma.entry('amended', { bed: `${n}` }, { after: [begun.id] })];
    const docs = [{ _id: 'c1', _rev: `2-p${n}`, _revisions: { start: 2, ids: [`p${n}`, root] }, entries }];
    await salma.request('/db/calls/_bulk_docs', { body: { docs, new_edits: false } });
  }
  isOver = true;
  expect(await Promise.all(readers)).toEqual([0, 0, 0, 0]);
});

test('pushes and revisions of peers at the same time: every entry stands once, on one leaf', async () => {
  const server = await serverUnderTest();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  const begun = salma.entry('raised', raise);
  const [raised] = await salma.push([{ _id: 'c1', entries: [begun] }]);
  const [, root = ''] = (raised?.rev ?? '').split('-');
  const after = { after: [begun.id] };
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      if (n % 2) return omar.push([{ _id: 'c1', entries: [omar.entry('amended', { bed: `${n}` }, after)] }]);
      const entries = [begun, salma.entry('amended', { bed: `${n}` }, after)];
      const docs = [{ _id: 'c1', _rev: `2-p${n}`, _revisions: { start: 2, ids: [`p${n}`, root] }, entries }];
      const sent = await salma.request('/db/calls/_bulk_docs', { body: { docs, new_edits: false } });
      return expect(await sent.json()).toEqual([{ ok: true, id: 'c1', rev: `2-p${n}` }]);
    }),
  );
  const leaves = (await (await salma.request('/db/calls/c1?open_revs=all')).json()) as {
    ok: { _deleted?: true; entries: { id: string }[] };
  }[];
  const open = leaves.filter(({ ok }) => !ok._deleted);
  expect(open).toHaveLength(1);
  expect(new Set(open[0]?.ok.entries.map(({ id }) => id)).size).toBe(21);
});
