import { anyAggregate } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { firstValueFrom } from 'rxjs';
import { type AnyRxStorage, openDatabase } from '../open-database.ts';
import type { Opened } from './cases.ts';

/** A fresh collection of calls on the given storage. */
export async function openRx(name: string, storage: AnyRxStorage): Promise<Opened & { close(): Promise<void> }> {
  let database = await openDatabase({ name, storage, aggregates: [anyAggregate(calls)], now: () => 1 });
  const opened = (): Opened => {
    const collection = database.collections.get('calls')!;
    return {
      store: collection.store,
      refusals: () => firstValueFrom(database.aside.refusals()),
      reopen: async () => {
        await database.close();
        database = await openDatabase({ name, storage, aggregates: [anyAggregate(calls)], now: () => 1 });
        return opened();
      },
      traces: async () => {
        const rows = await collection.rows.storageInstance.findDocumentsById(['a', 'b', 'c', 'd'], true);
        return rows.map(({ id }) => id);
      },
    };
  };
  return { ...opened(), close: () => database.close() };
}
