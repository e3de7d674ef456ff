import { anyAggregate } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { firstValueFrom } from 'rxjs';
import { type AnyRxStorage, openDatabase } from '../open-database.ts';
import type { Opened } from './cases.ts';

export interface OpenedRx extends Opened {
  /** Leaves a tombstone, as a crash between the two writes of a document that goes would. */
  bury(id: string): Promise<void>;
  close(): Promise<void>;
}

/** A fresh collection of calls on the given storage. */
export async function openRx(name: string, storage: AnyRxStorage): Promise<OpenedRx> {
  let database = await openDatabase({ name, storage, aggregates: [anyAggregate(calls)], now: () => 1 });
  const opened = (): Opened => {
    const collection = database.collections.get('calls')!;
    return {
      store: collection.store,
      refusals: async () => (await firstValueFrom(database.aside.refusals())).refusals,
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
  return {
    ...opened(),
    bury: async (id) => {
      const { storageInstance } = database.collections.get('calls')!.rows;
      const [previous] = await storageInstance.findDocumentsById([id], true);
      await storageInstance.bulkWrite([{ previous: previous!, document: { ...previous!, _deleted: true } }], 'test');
    },
    close: () => database.close(),
  };
}
