import { type Entry, fold, stamp } from '@healthcare/domain';
import { patients } from '@healthcare/domain/patients';
import { records } from '@healthcare/domain/records';
import { stays } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import { placeOf } from '../../testing/paper-hospital.ts';
import { type Caller, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { PatientWards } from './patient-wards.ts';

const name = { en: 'Fatma', ar: 'فاطمة' };
const registered = { wardId: '4B', identity: 'known', family: name, given: name, sex: 'female' };
const history = { wardId: '4B', patientId: 'p1', disease: 'Appendicitis', on: '2019-03-02' };

interface Stored {
  readonly wards: readonly string[];
  readonly entries: readonly Entry[];
}

async function read(caller: Caller, path: string): Promise<Stored | undefined> {
  const response = await caller.request(path);
  return response.ok ? ((await response.json()) as Stored) : undefined;
}

const held = (caller: Caller, path: string) =>
  expect.poll(async () => (await read(caller, path))?.wards, { timeout: 20_000 });

test('W1 W2 the ward that is asked to take a patient can read the file and the records, and could not before', async () => {
  const server = await serverUnderTest();
  const [salma, rania] = [await signIn(server, 'salma'), await signIn(server, 'rania')];
  await salma.push([{ _id: 'p1', entries: [salma.entry('registered', registered)] }], 'patients');
  await salma.push([{ _id: 'r1', entries: [salma.entry('historyAdded', history)] }], 'records');
  const claimed = salma.entry('claimed', { patient: 'Fatma', patientId: 'p1', ...placeOf(1) });
  await salma.push([{ _id: 's1', entries: [claimed] }], 'stays');
  expect(await read(rania, '/db/patients/p1')).toBeUndefined();
  expect(await read(rania, '/db/records/r1')).toBeUndefined();
  const elsewhere = { patient: 'Fatma', patientId: 'p1', ...placeOf(1, '3A') };
  await expect
    .poll(async () => ((await read(salma, '/db/stays/s1')) as unknown as { state: string }).state, { timeout: 20_000 })
    .toBe('declined'); // The hospital of this test has no rooms.
  const { entries } = (await read(salma, '/db/stays/s1')) as Stored;
  const further = salma.entry('claimed', elsewhere, { after: entries.map(({ id }) => id) });
  await salma.push([{ _id: 's1', entries: [further] }], 'stays');
  await held(rania, '/db/patients/p1').toEqual(['3A', '4B']);
  await held(rania, '/db/records/r1').toEqual(['3A', '4B']);
});

test('W3 W4 in whatever order they come, and after a restart, each is written once', async () => {
  const server = await serverUnderTest();
  const [salma, rania] = [await signIn(server, 'salma'), await signIn(server, 'rania')];
  const claimed = rania.entry('claimed', { patient: 'Fatma', patientId: 'p1', ...placeOf(1, '3A') });
  await rania.push([{ _id: 's1', entries: [claimed] }], 'stays');
  await salma.push([{ _id: 'r1', entries: [salma.entry('historyAdded', history)] }], 'records');
  await salma.push([{ _id: 'p1', entries: [salma.entry('registered', registered)] }], 'patients');
  await held(rania, '/db/records/r1').toEqual(['3A', '4B']);
  await server.stop();
  const again = await serverUnderTest({ data: server.folder, seeded: true });
  const nurse = await signIn(again, 'rania');
  await held(nurse, '/db/patients/p1').toEqual(['3A', '4B']);
  const kinds = (await read(nurse, '/db/patients/p1'))?.entries.map(({ kind }) => kind);
  expect(kinds?.sort()).toEqual(['broughtTo', 'registered']);
});

test('W5 a ward that let go of a patient is not given the file again by a record, only by a stay that changes', () => {
  const wards = new PatientWards();
  const entry = story(['registered', registered]);
  const patient = (of: readonly Entry[]) =>
    wards.patient({ id: 'p1', document: { view: fold(patients, of), entries: of } });
  const claimed = story(['claimed', { patient: 'Fatma', patientId: 'p1', ...placeOf(1, '3A') }]);
  wards.stay({ id: 's1', document: { view: fold(stays, claimed), entries: claimed } });
  patient(entry);
  const [due] = wards.due(0);
  expect(due).toMatchObject({ db: 'patients', id: 'p1', entry: { kind: 'broughtTo', data: { wardId: '3A' } } });
  expect(wards.due(0)).toEqual([due]);
  wards.done();
  const brought = [...entry, due?.entry as Entry];
  patient(brought);
  patient([...brought, { ...story(['letGo', { wardId: '3A' }])[0]!, id: 'gone', after: [due?.entry.id ?? ''] }]);
  const recorded = story(['historyAdded', history]);
  wards.record({ id: 'r1', document: { view: fold(records, recorded), entries: recorded } });
  expect(wards.due(0)).toEqual([]);
  wards.done();
  wards.stay({ id: 's1', document: null });
  wards.stay({ id: 's1', document: { view: fold(stays, claimed), entries: claimed } });
  expect(wards.due(0).map(({ entry: { kind } }) => kind)).toEqual(['broughtTo']);
});

function story([kind, data]: readonly [string, Entry['data']]): readonly Entry[] {
  const by = { user: 'salma', grant: 'gr', workstation: 'wk' };
  return [{ id: `${kind}-1`, kind, at: stamp(1, 0, 'wk'), by, after: [], data }];
}
