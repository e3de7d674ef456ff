import { expect, test } from 'vitest';
import { Reopened } from './idb-place.ts';

/** As much of a connection as is looked at: the browser closes it when it says so. */
const connection = () => new EventTarget() as unknown as IDBDatabase;
/** As a transaction that began on a closing connection. */
const neverEnds = () => new Promise<never>(() => undefined);

test('what is under way when the browser closes the database fails; the next use opens it again', async () => {
  const [first, second] = [connection(), connection()];
  let opened = 0;
  const database = new Reopened(first, async () => {
    opened += 1;
    return { database: second };
  });
  let begun = 0;
  const underWay = database.use(() => {
    begun += 1;
    return neverEnds();
  });
  const failed = expect(underWay).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => begun).toBe(1);
  first.onclose?.(new Event('close'));
  first.dispatchEvent(new Event('close'));
  await failed;
  expect(opened).toBe(0); // not at once: the disk may be full still
  expect(await database.use(async (now) => now === second)).toBe(true);
});

test('what nobody had heard of yet is done on a new connection', async () => {
  const [first, second] = [connection(), connection()];
  const database = new Reopened(first, async () => ({ database: second }));
  const used = await database.use(async (now) => {
    if (now === first) throw new DOMException('closed', 'InvalidStateError');
    return 'done';
  });
  expect(used).toBe('done');
});
