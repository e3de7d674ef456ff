import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AnyAggregate, allAggregates, type Entry, stamp, stampMs } from '@healthcare/domain';
import { startServer } from '@healthcare/sync-server';
import { signedIn } from '@healthcare/sync-server/both-steps';
import { describe, expect, onTestFinished, test } from 'vitest';
import { frozenFolder } from './frozen.ts';
import { frozenSecret, password, unpacked } from './server-folder.ts';

const names = readdirSync(frozenFolder).flatMap((file) => /^(.+)\.server\.json$/.exec(file)?.[1] ?? []);

const programs: readonly (readonly [string, ReadonlyMap<string, AnyAggregate>])[] = [
  ['today', allAggregates],
  ['next', new Map([...allAggregates].map(([name, one]) => [name, { ...one, version: one.version + 1 }]))],
];

describe.each(names)('%s: the folder of a server of the past', (name) => {
  test.each(programs)('is served by the program of %s', async (_, aggregates) => {
    const folder = unpacked(name);
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const server = await startServer({
      config: { port: 0, data: folder, logLevel: 'silent', enrolment: 'open' },
      aggregates,
    });
    onTestFinished(() => server.stop());
    const workstation = { secret: frozenSecret, kind: 'ward', wardId: '4B' } as const;
    // Accounts of that time had no mail address; somebody enters it.
    const account = await server.accounts.byLogin('1');
    if (account && !account.email) await server.accounts.put([{ ...account, email: 'nurse@hospital.example' }]);
    const { token } = await signedIn(server.url, { user: '1', password, workstation });
    const get = async (path: string) =>
      (await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })).json();
    expect(await get('/db/calls/frozen-call')).toMatchObject({
      state: 'accepted',
      room: '403',
      entries: [
        { id: 'f1', kind: 'raised' },
        { id: 'f2', kind: 'accepted' },
      ],
    });
    expect(await get('/db/calls/_changes?include_docs=true')).toMatchObject({ results: { length: 7 }, pending: 0 });
    expect(await get('/api/refusals')).toMatchObject({
      refusals: [{ document: 'frozen-refused', entry: { id: 'f3' } }],
    });
    // G5: what was done there and not sent before the upgrade is no work lost.
    const stored = (await get('/db/calls/frozen-call')) as { readonly entries: readonly Entry[] };
    const { by, at } = stored.entries[1] as Entry;
    const late: Entry = {
      ...{ id: 'late', kind: 'arrived', by, after: ['f2'], data: {} },
      at: stamp(stampMs(at) + 1, 0, by.workstation),
    };
    const push = async (entry: Entry, bearer: string) => {
      const docs = JSON.stringify({ docs: [{ _id: 'frozen-call', entries: [entry] }] });
      const sent = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
      return (await fetch(`${server.url}/db/calls/_bulk_docs`, { method: 'POST', headers: sent, body: docs })).json();
    };
    const elsewhere = { ...workstation, secret: 'x'.repeat(43) };
    const { token: other } = await signedIn(server.url, { user: '1', password, workstation: elsewhere });
    expect(await push({ ...late, id: 'later' }, other)).toMatchObject([
      { refused: [{ code: 'grant/other-workstation' }] },
    ]);
    expect(await push(late, token)).toMatchObject([{ refused: [] }]);
    expect(await get('/db/calls/frozen-call')).toMatchObject({ state: 'arrived' });
    expect(await get('/db/staff/_changes?include_docs=true')).toMatchObject({ pending: 0, results: { length: 7 } });
  });
});
