import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import type { AuditChain, AuditPage } from '@healthcare/protocol';
import { expect, test, vi } from 'vitest';
import { diaries } from '../../testing/leaks/diaries.ts';
import { atWork, onePerRole } from '../../testing/rights/people.ts';
import {
  codeOf,
  password,
  raise,
  secretOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';
import { openLog } from '../log/log.ts';
import { openSecrets } from '../secrets/index.ts';
import { auditFolder, type Happened, openAudit } from './audit.ts';
import { headKey } from './heads.ts';
import { segmentsIn } from './segments.ts';
import { verified } from './verified.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));

async function trailOf(server: UnderTest, query = 'limit=500'): Promise<AuditPage> {
  const adam = await signIn(server, 'adam', { at: 'audit-desk' });
  return (await (await adam.request(`/api/audit?${query}`)).json()) as AuditPage;
}

/** A working day with everything in it, and then the server is down. */
async function dayBehind(): Promise<{
  readonly folder: string;
  readonly file: string;
  readonly lines: readonly string[];
}> {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  for (let n = 0; n < 12; n += 1) await salma.push([{ _id: `c${n}`, entries: [salma.entry('raised', raise)] }]);
  await server.stop();
  const file = segmentsIn(auditFolder(server.folder))[0]?.path ?? '';
  return { folder: server.folder, file, lines: readFileSync(file, 'utf8').split('\n').slice(0, -1) };
}

const lookAt = (folder: string) => {
  const { status, stdout } = spawnSync(process.execPath, [cli, 'verify', folder], { encoding: 'utf8' });
  return { status, stdout };
};

test('A1 nothing is wrong with what the server wrote, also over a restart', async () => {
  const { folder, lines } = await dayBehind();
  const again = await serverUnderTest({ data: folder, seeded: true });
  await signIn(again, 'salma');
  await again.stop();
  const { status, stdout } = lookAt(folder);
  expect([status, stdout]).toEqual([0, expect.stringContaining('nothing is wrong')]);
  expect(Number(/^(\d+) entries/.exec(stdout)?.[1])).toBeGreaterThan(lines.length);
});

test.each<readonly [string, (lines: readonly string[]) => readonly string[], string]>([
  [
    'a flipped byte',
    (all) => all.map((line, at) => (at === 4 ? line.replace('salma', 'salmb') : line)),
    'altered: entry 5,',
  ],
  [
    'a flipped byte of a hash',
    (all) => all.map((line, at) => (at === 4 ? `${line[0] === 'a' ? 'b' : 'a'}${line.slice(1)}` : line)),
    'altered: entry 5,',
  ],
  [
    'a line that is none any more',
    (all) => all.map((line, at) => (at === 4 ? line.replace('{', '(') : line)),
    'unreadable: entry 5,',
  ],
  ['a dropped entry', (all) => all.toSpliced(6, 1), 'missing-before: entry 8, 000000000001.log line 7'],
  [
    'two that changed places',
    (all) => [...all.slice(0, 3), all[4] ?? '', all[3] ?? '', ...all.slice(5)],
    'missing-before: entry 5,',
  ],
  [
    'a fork',
    (all) => [...all.slice(0, 5), all[4]?.replace('write', 'read') ?? '', ...all.slice(5)],
    'told-twice: entry 5,',
  ],
  ['a cut tail', (all) => all.slice(0, -3), 'cut-off: entry'],
])('A1, A4 on the disk: %s is found, and where', async (_what, altered, found) => {
  const { folder, file, lines } = await dayBehind();
  writeFileSync(file, `${altered(lines).join('\n')}\n`);
  const { status, stdout } = lookAt(folder);
  expect(stdout).toContain(found);
  expect(status).toBe(1);
});

test('X18 A4 a trail that is written anew with hashes that fit together does not fit the signed heads; forged heads are none', async () => {
  const { folder } = await dayBehind();
  const place = { data: folder, secretFile: '' };
  const other = await serverUnderTest();
  await signIn(other, 'omar');
  await other.stop();
  const anew = readFileSync(segmentsIn(auditFolder(other.folder))[0]?.path ?? '', 'utf8');
  const file = segmentsIn(auditFolder(folder))[0]?.path ?? '';
  const seq = readFileSync(file, 'utf8').split('\n').length - 1;
  writeFileSync(file, anew);
  expect(verified(auditFolder(folder), headKey(openSecrets(place))).findings.map(({ what }) => what)).toContain(
    'cut-off',
  );
  appendFileSync(
    `${auditFolder(folder)}/heads`,
    `${JSON.stringify({ seq, hash: '0'.repeat(64), at: new Date().toISOString(), signature: 'AAAA' })}\n`,
  );
  expect(verified(auditFolder(folder), headKey(openSecrets(place))).findings.map(({ what }) => what)).toContain(
    'forged-head',
  );
});

test('A7 a crash in the middle of a line costs that line, and the next start says so', async () => {
  const { folder, file, lines } = await dayBehind();
  appendFileSync(file, (lines[0] ?? '').slice(0, 50));
  const again = await serverUnderTest({ data: folder, seeded: true });
  const { entries } = await trailOf(again);
  await again.stop();
  expect(entries.map(({ action }) => action)).toContain('audit-line-lost');
  expect(lookAt(folder)).toMatchObject({ status: 0 });
});

test('A2 a sign-in, one that failed, a refusal, a write, one that was refused, an end: who, where, about what, and how it ended', async () => {
  const server = await serverUnderTest();
  const wrong = { user: '01000000001', password: 'not this', workstation: { secret: secretOf('x'), kind: 'ward' } };
  await send(server.url, '/api/sign-in', { body: wrong });
  const salma = await signIn(server, 'salma');
  const { user, role, grant, workstation } = salma.session;
  const by = { user, role, grant, workstation };
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  await salma.push([{ _id: 'c2', entries: [salma.entry('accepted')] }]);
  await salma.request('/api/accounts/omar/assignment', { method: 'PUT', body: { role: 'admin', wards: [] } });
  await salma.request('/db/records/r-1');
  await server.sessions.revoke(grant, 'session/ended-by-administrator');
  const { entries } = await trailOf(server);
  const kept = entries.map(({ seq: _, at: __, ...entry }) => entry);
  expect(kept).toContainEqual({
    by: null,
    action: 'signIn',
    about: [],
    outcome: 'refused',
    code: 'session/wrong-credentials',
  });
  expect(kept).toContainEqual({ by, action: 'session-begun', about: [], outcome: 'done' });
  expect(kept).toContainEqual({ by, action: 'write', about: ['calls/c1'], outcome: 'done', kinds: ['raised'] });
  expect(kept).toContainEqual({
    by,
    action: 'write',
    about: ['calls/c2'],
    outcome: 'refused',
    code: 'right/missing',
    kinds: ['accepted'],
  });
  expect(kept).toContainEqual({
    by,
    action: 'assignAccounts',
    about: ['user/omar'],
    outcome: 'refused',
    code: 'right/missing',
  });
  expect(kept).toContainEqual({
    by: null,
    action: 'session-ended',
    about: [`session/${grant}`],
    outcome: 'done',
    code: 'session/ended-by-administrator',
  });
});

test('A2, A6 who opened one document of a patient is kept, and told to that patient alone', async () => {
  const files: AnyAggregate = {
    ...diaries,
    name: 'stays',
    scopes: () => ['staff'],
    empty: { owner: '', text: '', patientId: 'patient' },
  };
  const server = await serverUnderTest({
    aggregates: new Map([
      ['staff', allAggregates.get('staff') as AnyAggregate],
      ['stays', files],
    ]),
  });
  const salma = await signIn(server, 'salma');
  await salma.push([{ _id: 's1', entries: [salma.entry('written', { owner: 'salma', text: 'a text' })] }], 'stays');
  expect((await salma.request('/db/stays/s1')).status).toBe(200);
  const readersFor = async (who: 'patient' | 'omar') =>
    (
      (await (await (await signIn(server, who)).request('/api/account/readers')).json()) as {
        readers: readonly object[];
      }
    ).readers;
  expect(await readersFor('patient')).toEqual([{ at: expect.any(String), user: 'salma', role: 'nurse' }]);
  expect(await readersFor('omar')).toEqual([]);
});

test('A3 names, texts, passwords and tokens are nowhere in the trail, whatever somebody writes where', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const secret = 'Fatma Aly 5105105105105100';
  await salma.push([
    { _id: secret, entries: [salma.entry('raised', { ...raise, patient: secret, description: secret })] },
  ]);
  await salma.push([{ _id: 'c1', entries: [salma.entry(secret, { ...raise, patient: secret })] }]);
  await salma.request(`/db/records/${encodeURIComponent(secret)}`);
  await salma.request(`/db/${encodeURIComponent(secret)}/x`, { method: 'PUT', body: { _id: secret } });
  await salma.request(`/api/accounts/${encodeURIComponent(secret)}/assignment`, { method: 'PUT', body: {} });
  await send(server.url, '/api/sign-in', {
    body: { user: secret, password: secret, workstation: { secret: secretOf('x'), kind: 'ward' } },
  });
  await trailOf(server, `about=${encodeURIComponent(secret)}`);
  await server.stop();
  const all = segmentsIn(auditFolder(server.folder))
    .map(({ path }) => readFileSync(path, 'utf8'))
    .join('');
  for (const word of ['Fatma', '5105105105', password, salma.token, secretOf('salma')]) expect(all).not.toContain(word);
  expect(all).toContain('"write"');
});

test('A5 administrators filter and page; an export needs a fresh proof and is in the trail; nobody else sees it, nobody changes it', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  for (let n = 0; n < 7; n += 1) await salma.push([{ _id: `c${n}`, entries: [salma.entry('raised', raise)] }]);
  const first = await trailOf(server, 'person=salma&action=write&limit=5');
  const second = await trailOf(server, `person=salma&action=write&limit=5&before=${first.next}`);
  expect([first.entries.length, second.entries.length, second.next]).toEqual([5, 2, null]);
  expect((await trailOf(server, 'about=calls/c3')).entries).toHaveLength(1);
  expect((await trailOf(server, `until=${new Date(server.clock.ms - 60_000).toISOString()}`)).entries).toEqual([]);
  const adam = await signIn(server, 'adam');
  server.clock.ms += 6 * 60_000; // a sign-in is proof for five minutes
  expect(await codeOf(await adam.request('/api/audit/export'))).toBe('403 account/not-fresh');
  const renewed = await server.sessions.renew(adam.session.grant);
  if (typeof renewed === 'string') throw new Error(renewed);
  const { token } = renewed;
  const csv = await (await send(server.url, '/api/audit/export?person=salma', { token })).text();
  expect(csv).toMatch(/^seq,at,user/);
  expect(csv.match(/,write,done,/g)).toHaveLength(7);
  expect((await trailOf(server, 'action=exportAudit&outcome=done')).entries).toMatchObject([{ by: { user: 'adam' } }]);
  for (const method of ['PUT', 'POST', 'DELETE', 'PATCH'])
    for (const path of ['/api/audit', '/api/audit/1', '/db/audit', '/db/audit/1'])
      expect((await send(server.url, path, { method, token })).status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
  for (const account of (await onePerRole(server)).values())
    if (account.role !== 'admin')
      expect((await (await atWork(server, account)).request('/api/audit')).status, account.role).toBe(403);
});

test('A1, A5 administrators see how far the chain is read and signed, and have it read again: what is altered meanwhile is found, and where', async () => {
  const { folder } = await dayBehind();
  const server = await serverUnderTest({ data: folder, seeded: true });
  const adam = await signIn(server, 'adam', { at: 'audit-desk' });
  const ask = async (method: string) =>
    (await (await adam.request('/api/audit/chain', { method })).json()) as AuditChain;
  const before = await ask('GET');
  expect(before).toMatchObject({ verified: null, signed: { seq: expect.any(Number) } });
  expect(before.entries).toBeGreaterThanOrEqual(before.signed?.seq ?? 0);
  expect((await ask('POST')).verified).toMatchObject({ findings: [], at: new Date(server.clock.ms).toISOString() });
  const file = segmentsIn(auditFolder(folder))[0]?.path ?? '';
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, lines.map((line, at) => (at === 4 ? line.replace('salma', 'salmb') : line)).join('\n'));
  expect((await ask('POST')).verified?.findings).toEqual([
    { what: 'altered', file: '000000000001.log', line: 5, seq: 5 },
  ]);
  await vi.waitFor(async () =>
    expect((await trailOf(server, 'action=verifyAudit')).entries[0]).toMatchObject({ by: { user: 'adam' } }),
  );
  for (const account of (await onePerRole(server)).values())
    if (account.role !== 'admin')
      for (const method of ['GET', 'POST'])
        expect((await (await atWork(server, account)).request('/api/audit/chain', { method })).status).toBe(403);
});

test('A5 by patient: the document, the wristband and the national id lead to the same lines', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const name = { en: 'Fatma', ar: 'فاطمة' };
  const numbers = { fileNumber: 'F-1029', nationalId: '25804052101746' };
  const facts = { identity: 'known', family: name, given: name, sex: 'female', wardId: '4B', ...numbers };
  await salma.push([{ _id: 'p1', entries: [salma.entry('registered', facts)] }], 'patients');
  await salma.push([{ _id: 'o1', entries: [salma.entry('opened', { patientId: 'p1' })] }], 'openings');
  await vi.waitFor(async () => expect((await trailOf(server, 'patient=p1&action=read')).entries).toHaveLength(1));
  for (const patient of ['F-1029', 'f-1029', numbers.nationalId])
    expect((await trailOf(server, `patient=${patient}&action=read`)).entries, patient).toMatchObject([
      { about: ['patients/p1', 'openings/o1'], by: { user: 'salma' } },
    ]);
  expect((await trailOf(server, 'patient=F-1030')).entries).toEqual([]);
});

test('what it costs: thousands of entries a second, flushed, and a page of any of them at once', async () => {
  const { folder } = await dayBehind();
  const log = openLog('silent');
  const audit = openAudit({ data: folder, secrets: openSecrets({ data: folder, secretFile: '' }), now: Date.now, log });
  const began = performance.now();
  const one: Happened = { by: null, action: 'write', about: ['calls/c1'], outcome: 'done' };
  for (let n = 0; n < 50; n += 1) await Promise.all(Array.from({ length: 500 }, () => audit.note(one)));
  const perSecond = 25_000 / ((performance.now() - began) / 1000);
  expect(segmentsIn(auditFolder(folder)).length).toBeGreaterThan(1);
  expect(audit.find({ limit: 500, person: 'salma' }).entries.length).toBeGreaterThan(10);
  await audit.close();
  expect(lookAt(folder)).toMatchObject({ status: 0 });
  expect(perSecond).toBeGreaterThan(1000); // On an idle core some 20,000: this fails when each waits for a flush of its own.
  process.stdout.write(`audit: ${Math.round(perSecond)} entries/s\n`);
});
