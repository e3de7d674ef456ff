import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';
import { manyRows, openStored, rowsBeforeUpgrade, wholeOf } from './stored-rows.ts';

test('a workstation with unsent entries goes on under the next program: nothing is lost, the view is of the new shape', async () => {
  const storage = getRxStorageMemory();
  const old = await openStored('upgraded', storage, 'before');
  await rowsBeforeUpgrade(old);
  await old.close();
  const next = await openStored('upgraded', storage, 'after');
  expect(await wholeOf(next)).toEqual({
    view: { lines: [{ text: 'slept well', tone: 'calm' }], state: 'plain', title: 'Salma' },
    entries: ['opened', 'noted'],
    unsent: 1,
    dirty: ['a', 'z'],
    leaving: true,
    byNewIndex: ['a', 'b', 'z'],
    checkpoint: { since: 7, lineage: '1.x' },
    refusals: ['refused-1'],
  });
  await next.close();
  const again = await openStored('upgraded', storage, 'after');
  expect((await wholeOf(again)).dirty).toEqual(['a', 'z']);
  await again.close();
});

test('an older program does not open what a newer one wrote: it would hide what that left unsent', async () => {
  const storage = getRxStorageMemory();
  const next = await openStored('downgraded', storage, 'after');
  await rowsBeforeUpgrade(next);
  await next.close();
  await expect(openStored('downgraded', storage, 'before')).rejects.toMatchObject({ trouble: 'newer-program' });
  const back = await openStored('downgraded', storage, 'after');
  expect((await wholeOf(back)).dirty).toEqual(['a', 'z']);
  await back.close();
});

test('an upgrade tells how far it is, in both ways of taking rows over; an ordinary start tells nothing', async () => {
  const storage = getRxStorageMemory();
  const old = await openStored('long', storage, 'before');
  await manyRows(old, 2500);
  await old.close();
  const opened = async (name: string, more: object) => {
    const told: string[] = [];
    const onUpgrade = ({ done, total }: { done: number; total: number }) => told.push(`${done} of ${total}`);
    await (await openStored(name, storage, 'after', { onUpgrade, ...more })).close();
    return told;
  };
  const steps = ['0 of 2500', '1000 of 2500', '2000 of 2500', '2500 of 2500'];
  expect(await opened('long', {})).toEqual(steps);
  expect(await opened('long', {})).toEqual([]);
  expect(await opened('sealed', { inTheClear: { name: 'long', storage } })).toEqual(steps);
  expect(await opened('sealed', { inTheClear: { name: 'long', storage } })).toEqual([]);
});
