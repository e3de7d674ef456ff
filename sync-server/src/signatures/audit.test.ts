import { anyAggregate, type Entry } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { expect, test } from 'vitest';
import { raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { type StoredDocument, storedFrom } from '../gateway/unite.ts';
import { openDatabase } from '../store/database.ts';
import { pouchIn } from '../store/leveldb.ts';

/** A room that the server takes over, and a bed asked for and answered by the server, so that both have signed something. */
async function aDay() {
  const server = await serverUnderTest();
  const by = { user: 'adam', grant: 'seeded', workstation: 'office' };
  const data = {
    wardId: '4B',
    wardName: { en: 'W', ar: 'ج' },
    name: '401',
    type: 'multi',
    beds: [{ id: 'b1', label: '1' }],
  };
  const salma = await signIn(server, 'salma');
  const added: Entry = { ...salma.entry('added', data), by };
  await server.seed({ accounts: [], documents: { rooms: [{ id: 'r1', entries: [added] }] } });
  const call = salma.signer.signed({ db: 'calls', document: 'c1' }, salma.entry('raised', raise));
  await salma.push([{ _id: 'c1', entries: [call] }]);
  return { server, call };
}

/** Writes past the server, as whoever has its disk can. */
async function onDisk(folder: string, entries: readonly Entry[]): Promise<void> {
  const database = openDatabase<StoredDocument>(pouchIn(folder), 'calls');
  const { _rev } = await database.get('c1');
  await database.put({ ...storedFrom(anyAggregate(calls), 'c1', entries), _rev });
}

test('G7 G8 every stored entry is somebody’s: people’s own, or taken over by the server', async () => {
  const { server } = await aDay();
  expect(await server.auditSignatures()).toEqual({ byPeople: 1, byServer: 1, older: 0, unproven: [] });
});

test.each([
  ['altered', (call: Entry) => ({ ...call, data: { ...call.data, priority: 'low' } }), 'wrong'],
  ['put under another name', (call: Entry) => ({ ...call, by: { ...call.by, user: 'omar' } }), 'wrong'],
  ['without its signature', ({ sig: _, ...call }: Entry) => call, 'unsigned'],
] as const)('G8 an entry that is %s on the disk is found', async (_, change, why) => {
  const { server, call } = await aDay();
  await onDisk(server.folder, [change(call)]);
  const { unproven } = await server.auditSignatures();
  expect(unproven).toEqual([{ db: 'calls', document: 'c1', entry: call.id, why }]);
});
