import { readFileSync } from 'node:fs';
import { stamp } from '@healthcare/domain';
import type { AuditPage, PatientReaders } from '@healthcare/protocol';
import { expect, test, vi } from 'vitest';
import { type Caller, codeOf, serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';
import { auditFolder } from '../audit/audit.ts';
import { segmentsIn } from '../audit/segments.ts';
import { openDatabase, type Stored } from '../store/database.ts';
import { pouchIn } from '../store/leveldb.ts';

const name = { en: 'Fatma', ar: 'فاطمة' };
const facts = { identity: 'known', family: name, given: name, sex: 'female' };

async function patientIn(caller: Caller, id: string, wardId: string): Promise<void> {
  await caller.push([{ _id: id, entries: [caller.entry('registered', { ...facts, wardId })] }], 'patients');
}

async function readersOf(caller: Caller, patient: string, query = ''): Promise<PatientReaders> {
  const answer = await caller.request(`/api/patients/${patient}/readers${query}`);
  if (answer.status !== 200) throw new Error(await codeOf(answer));
  return (await answer.json()) as PatientReaders;
}

async function readsIn(server: UnderTest): Promise<AuditPage['entries']> {
  return server.audit.find({ action: 'read', limit: 500 }).entries;
}

/** What a crash leaves behind that came between a line of the trail and the note of how far it is. */
async function forgetPlace(folder: string): Promise<void> {
  const database = openDatabase<Stored & { readonly _deleted?: boolean }>(pouchIn(folder), 'openings');
  await database.put({ ...(await database.get('_local/in-audit-trail')), _deleted: true });
  await database.close();
}

test('O3, O4 an opening is taken, leaves the workstation with the answer, and is given to nobody, not even to who made it', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const [answer] = await salma.push([{ _id: 'o1', entries: [salma.entry('opened', { patientId: 'p1' })] }], 'openings');
  expect(answer).toMatchObject({ ok: true, refused: [], removed: true });
  expect(answer?.doc).toBeUndefined();
  for (const who of ['salma', 'heba', 'adam'] as const) {
    const { request } = await signIn(server, who, { at: `${who}-2` });
    expect((await request('/db/openings/o1')).status).toBe(404);
    const page = (await (await request('/db/openings/_changes?lineage=')).json()) as { results: readonly unknown[] };
    expect(page.results).toEqual([]);
  }
});

test('A2, O5 one that comes late and under the session of somebody else is in the trail once, under the name of who opened the file', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma', { at: 'terminal' });
  const atMs = server.clock.ms - 3_600_000;
  const offline = salma.entry('opened', { patientId: 'p1' }, { at: stamp(atMs, 0, 'test') });
  const omar = await signIn(server, 'omar', { at: 'terminal' });
  const document = { _id: 'o1', entries: [offline] };
  await omar.push([document], 'openings');
  await omar.push([document], 'openings');
  const { user, role, grant, workstation } = salma.session;
  await vi.waitFor(async () => expect(await readsIn(server)).toHaveLength(1));
  await salma.push([{ _id: 'o2', entries: [salma.entry('opened', { patientId: 'p2' })] }], 'openings');
  await vi.waitFor(async () => expect(await readsIn(server)).toHaveLength(2));
  expect((await readsIn(server))[1]).toMatchObject({
    by: { user, role, grant, workstation },
    action: 'read',
    about: ['patients/p1', 'openings/o1'],
    happenedAt: new Date(atMs).toISOString(),
  });
  expect(server.audit.find({ action: 'write', about: 'openings/', limit: 500 }).entries).toEqual([]);
});

test('A2 after a crash between the trail and the note of how far it is, nothing is told twice and nothing is left out', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  await salma.push([{ _id: 'o1', entries: [salma.entry('opened', { patientId: 'p1' })] }], 'openings');
  await vi.waitFor(async () => expect(await readsIn(server)).toHaveLength(1));
  await server.stop();
  await forgetPlace(server.folder);
  const again = await serverUnderTest({ data: server.folder, seeded: true });
  const omar = await signIn(again, 'omar');
  await omar.push([{ _id: 'o2', entries: [omar.entry('opened', { patientId: 'p1' })] }], 'openings');
  await vi.waitFor(async () => expect(await readsIn(again)).toHaveLength(2));
  await again.stop();
  const lines = segmentsIn(auditFolder(server.folder)).map(({ path }) => readFileSync(path, 'utf8'));
  expect(lines.join('').match(/openings\/o1/g)).toHaveLength(1);
});

test('O4 who has opened a file is told to the head of a ward that has the patient and to administrators, page by page', async () => {
  const server = await serverUnderTest();
  const [salma, heba, adam] = [
    await signIn(server, 'salma'),
    await signIn(server, 'heba'),
    await signIn(server, 'adam'),
  ];
  await patientIn(salma, 'p1', '4B');
  const docs = Array.from({ length: 130 }, (_, n) => ({
    _id: `o${n}`,
    entries: [salma.entry('opened', { patientId: 'p1', ...(n === 129 && { emergency: 'em1' }) })],
  }));
  await salma.push(docs, 'openings');
  const first = await readersOf(heba, 'p1');
  expect(first).toMatchObject({ total: 130, readers: { length: 100 } });
  expect(first.readers[0]).toMatchObject({ opening: 'o129', user: 'salma', emergency: 'em1' });
  const second = await readersOf(heba, 'p1', `?before=${first.next}`);
  expect(second).toMatchObject({ next: null, readers: { length: 30 } });
  expect((await readersOf(adam, 'p1')).total).toBe(130);
});

test('O4 attack: nurses, doctors of the house, and the head of another ward are not told who opened a file', async () => {
  const server = await serverUnderTest();
  const zed = await signIn(server, 'zed');
  await patientIn(zed, 'p9', '9Z');
  const codes = async (who: 'salma' | 'dina' | 'heba' | 'hala' | 'nadia' | 'patient', patient: string) =>
    codeOf(await (await signIn(server, who)).request(`/api/patients/${patient}/readers`));
  for (const who of ['salma', 'dina', 'hala', 'nadia', 'patient'] as const)
    expect(await codes(who, 'p9'), who).toBe('403 right/missing');
  // The file of another ward and one that never was look the same.
  expect(await codes('heba', 'p9')).toBe('404 request/not-found');
  expect(await codes('heba', 'p0')).toBe('404 request/not-found');
});

test('O3 attack: an opening cannot be made in the name of a colleague, nor by somebody who reads no files', async () => {
  const server = await serverUnderTest();
  const [salma, omar, hala] = [
    await signIn(server, 'salma'),
    await signIn(server, 'omar'),
    await signIn(server, 'hala'),
  ];
  const forged = { ...salma.entry('opened', { patientId: 'p1' }), by: omar.entry('opened').by, sig: 'A'.repeat(86) };
  const [answer] = await salma.push([{ _id: 'o1', entries: [forged] }], 'openings');
  expect(answer?.refused?.map(({ code }) => code)).toEqual(['entry/signature-wrong']);
  const [no] = await hala.push([{ _id: 'o2', entries: [hala.entry('opened', { patientId: 'p1' })] }], 'openings');
  expect(no?.refused?.map(({ code }) => code)).toEqual(['right/missing']);
  await salma.push([{ _id: 'o3', entries: [salma.entry('opened', { patientId: 'p1' })] }], 'openings');
  await vi.waitFor(async () => expect(await readsIn(server)).toHaveLength(1));
});
