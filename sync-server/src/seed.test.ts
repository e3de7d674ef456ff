import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entries, type Entry, stamp } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { accounts, raise, serverUnderTest, signIn } from '../testing/server-under-test.ts';
import { seedFolder } from './seed.ts';

function entry(id: string, user: string, kind: string, data: Entry['data'], after: readonly string[] = []): Entry {
  const by = { user, grant: 'seed', workstation: 'wk-seed' };
  return { id, kind, at: stamp(Date.UTC(2026, 0, 1) + after.length, 0, 'seed'), by, after, data };
}

const room = (name: string): Entries => {
  const wardName = { en: 'Ward 4B', ar: 'قسم 4ب' };
  const data = { wardId: '4B', wardName, name, type: 'single', beds: [{ id: `${name}-1`, label: '1' }] };
  return { id: `room-${name}`, entries: [entry(`added-${name}`, 'office', 'added', data)] };
};

test('a folder that was filled is served: rooms, and calls with their whole story', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-seed-'));
  const raised = entry('e1', 'salma', 'raised', raise);
  const call = { id: 'c1', entries: [raised, entry('e2', 'yasmin', 'accepted', {}, ['e1'])] };
  const people = [{ user: 'yasmin', role: 'doctor', wards: ['4B'] }] as const;
  const many = Array.from({ length: 1500 }, (_, n) => room(String(n)));
  await seedFolder(folder, { accounts: await accounts(), people, documents: { rooms: many, calls: [call] } });
  const server = await serverUnderTest({ data: folder });
  const salma = await signIn(server, 'salma');
  expect(await (await salma.request('/db/calls/c1')).json()).toMatchObject({
    state: 'accepted',
    entries: call.entries,
  });
  expect(await (await salma.request('/db/rooms')).json()).toMatchObject({ doc_count: 1500 });
});

test('the rules hold for a seed too, and it says which entry may not stand', async () => {
  const server = await serverUnderTest();
  const byPharmacist = { id: 'c1', entries: [entry('e1', 'nadia', 'raised', raise)] };
  const seed = { accounts: await accounts(), documents: { calls: [byPharmacist] } };
  await expect(server.seed(seed)).rejects.toThrow('calls/c1: entry e1 may not stand: right/missing (calls/raised)');
});

test('seeding again changes nothing, and a login that belongs to somebody else is refused', async () => {
  const server = await serverUnderTest();
  const seed = { accounts: await accounts(), documents: { rooms: [room('401')] } };
  await server.seed(seed);
  const salma = await signIn(server, 'salma');
  const before = await (await salma.request('/db/rooms/room-401')).json();
  await server.seed(seed);
  expect(await (await salma.request('/db/rooms/room-401')).json()).toEqual(before);
  const [first] = seed.accounts;
  const thief = { ...first, _id: 'thief' } as (typeof seed.accounts)[number];
  await expect(server.accounts.put([thief])).rejects.toThrow('belongs to somebody else');
});
