import type { AnyAggregate } from '@healthcare/domain';
import type { Replica } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { after, before } from './charts.ts';
import { hospital, workstation } from './hospital-of-charts.ts';

interface Page {
  readonly results: readonly { readonly id: string; readonly doc: object }[];
}
const chart = { wardId: '4B', title: 'Salma' };

test('a server with documents of the version before answers with the new view, by every path, and writes them once', async () => {
  const place = await hospital({ charts: before });
  const nurse = await place.signIn();
  const opened = nurse.entry('opened', chart);
  await nurse.push([{ _id: 'a', entries: [opened, nurse.entry('noted', { text: 'slept' }, { after: [opened.id] })] }]);
  await place.become({ charts: after });
  const shown = { title: 'Salma', lines: [{ text: 'slept', tone: 'calm' }], state: 'plain' };
  expect(await nurse.get('/db/charts/a')).toMatchObject(shown);
  const { results } = await nurse.get<Page>('/db/charts/_changes?include_docs=true');
  expect(results).toMatchObject([{ id: 'a', doc: shown }]);
  expect(results[0]?.doc).not.toHaveProperty('notes');
  const info = await nurse.get('/db/charts');
  await place.become({ charts: after });
  expect(await nurse.get('/db/charts')).toEqual(info);
});

test('a folder that a newer program wrote is not served by an older one, which says so', async () => {
  const place = await hospital({ charts: after });
  await expect(place.become({ charts: before })).rejects.toThrow(/"charts" was written by a newer program/);
  await place.become({ charts: after });
});

test('an older server decides what it knows of a newer workstation, and leaves the rest undecided', async () => {
  const place = await hospital({ charts: before });
  const nurse = await place.signIn();
  const opened = nurse.entry('opened', chart, { version: 1 });
  const flagged = nurse.entry('flagged', { why: 'allergy' }, { after: [opened.id], version: 1 });
  const noted = nurse.entry('noted', { text: 'told her' }, { after: [flagged.id] });
  const push = () => nurse.push([{ _id: 'a', entries: [opened, flagged, noted] }]);
  const code = 'entry/newer-program';
  expect(await push()).toMatchObject([
    {
      ok: true,
      refused: [],
      deferred: [
        { entry: flagged.id, code },
        { entry: noted.id, code },
      ],
    },
  ]);
  expect(await nurse.get('/db/charts/a')).toMatchObject({ entries: [{ id: opened.id }] });
  expect(await nurse.get('/api/refusals')).toMatchObject({ refusals: [] });
  await place.become({ charts: after });
  expect(await push()).toMatchObject([{ ok: true, refused: [] }]);
  expect(await nurse.get('/db/charts/a')).toMatchObject({ state: 'flagged', entries: { length: 3 } });
});

test('a newer workstation at an older server: what that cannot judge stays unsent, is told, and goes after the upgrade', async () => {
  const place = await hospital({ charts: before });
  const newer = await workstation(place, after);
  await newer.add('a', 'opened', chart);
  await newer.add('a', 'flagged', { why: 'allergy' });
  await newer.add('b', 'opened', chart);
  const waiting = await newer.until(({ awaitsServer, unsent }) => awaitsServer === 1 && unsent === 1);
  expect(waiting).toMatchObject({ refused: 0 });
  expect(await newer.held('a')).toMatchObject({ state: 'flagged', unsent: { length: 1 } });
  await place.become({ charts: after });
  await newer.until(({ awaitsServer, unsent, link }) => awaitsServer === 0 && unsent === 0 && link === 'live');
  const nurse = await place.signIn();
  expect(await nurse.get('/db/charts/a')).toMatchObject({ state: 'flagged', entries: { length: 2 } });
});

test('a newer workstation at a server that lacks a kind of documents: the others are live, that kind is kept, told of, and sent after the upgrade', async () => {
  const place = await hospital({ charts: before });
  const diaries: AnyAggregate = { ...before, name: 'diaries' };
  const aggregates = new Map([before, diaries].map((one) => [one.name, one]));
  const newer = await workstation(place, before, { aggregates });
  await newer.until(({ link, olderServer, awaitsServer }) => link === 'live' && olderServer && awaitsServer === 0);
  await newer.add('a', 'opened', chart);
  await newer.until(({ unsent }) => unsent === 0);
  const shelf = Reflect.get(newer.replica.shelves, 'diaries') as Replica['shelves']['calls']; // Generic beneath its types.
  expect(await shelf.add('d', { kind: 'opened', data: chart } as never)).toMatchObject({ ok: true });
  await newer.until(({ unsent, awaitsServer }) => unsent === 1 && awaitsServer === 1);
  await place.become({ charts: before, beside: [diaries] });
  await newer.until(({ link, olderServer, unsent }) => link === 'live' && !olderServer && unsent === 0);
  const nurse = await place.signIn();
  expect(await nurse.get('/db/diaries/d')).toMatchObject({ title: 'Salma' });
});

test('an older workstation at a newer server keeps what it cannot read, works on, and is taken', async () => {
  const place = await hospital({ charts: after });
  const [older, newer] = [await workstation(place, before), await workstation(place, after)];
  await newer.add('a', 'opened', chart);
  await newer.add('a', 'flagged', { why: 'allergy' });
  await older.untilHeld('a', ({ entries }) => entries.length === 2);
  await older.add('a', 'noted', { text: 'slept' });
  const whole = await newer.untilHeld('a', ({ entries }) => entries.length === 3);
  expect(whole).toMatchObject({ state: 'flagged', lines: [{ text: 'slept', tone: 'calm' }] });
  const there = await older.untilHeld('a', ({ unsent }) => unsent.length === 0);
  expect(there.entries.map(({ kind }) => kind)).toEqual(['opened', 'flagged', 'noted']);
  expect(there).toMatchObject({ notes: ['slept'] });
});

test.each([
  {
    of: 'a newer workstation at an older server',
    speaks: 2,
    range: { oldest: 1, newest: 1 },
    problem: 'protocol/server-too-old',
  },
  {
    of: 'an older workstation at a newer server',
    speaks: 1,
    range: { oldest: 2, newest: 3 },
    problem: 'protocol/workstation-too-old',
  },
])(
  '$of: who does not understand the other says who has to be upgraded; work is kept and sent afterwards',
  async ({ speaks, range, problem }) => {
    const place = await hospital({ charts: before, protocol: range });
    const one = await workstation(place, before, { protocol: speaks });
    await one.add('a', 'opened', chart);
    const told = await one.until(({ otherVersion }) => otherVersion !== null);
    expect(told).toMatchObject({ link: 'disconnected', otherVersion: problem, unsent: 1 });
    await place.become({ charts: before, protocol: { oldest: 1, newest: 3 } });
    one.replica.wake();
    await one.until(({ link, unsent, otherVersion }) => link === 'live' && unsent === 0 && otherVersion === null);
  },
);

test('every answer names the versions of the protocol that are understood; a number that is none is refused', async () => {
  const place = await hospital({ charts: before, protocol: { oldest: 1, newest: 3 } });
  const { token } = await place.signIn();
  const asked = (version: string) =>
    fetch(`${place.server.url}/db/charts`, {
      headers: { authorization: `Bearer ${token}`, 'HealthCare-Protocol': version },
    });
  expect((await asked('2')).headers.get('healthcare-protocol')).toBe('1-3');
  const [older, none] = [await asked('4'), await asked('two')];
  expect(await older.json()).toMatchObject({ code: 'protocol/server-too-old', about: '1-3', status: 400 });
  expect(await none.json()).toMatchObject({ code: 'request/wrong-shape', about: 'HealthCare-Protocol' });
});
