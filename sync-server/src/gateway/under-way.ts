import { isMissing } from '../store/database.ts';

/** The part of the PouchDB API that keeps local documents. */
interface LocalApi {
  get(id: string): Promise<{ readonly _rev: string; readonly ids: readonly string[] }>;
  put(document: { readonly _id: string; readonly _rev?: string; readonly ids: readonly string[] }): Promise<unknown>;
}

const NOTE = '_local/uniting';

/** The note in a database of the documents that are being put in: what a crash leaves there is still to be united. */
export function underWay(database: object) {
  const api = database as LocalApi; // the same object: `Database` shows what everybody needs
  const read = async () => {
    try {
      return await api.get(NOTE);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    /** Those that an earlier time did not come to the end with. */
    left: async (): Promise<readonly string[]> => (await read())?.ids ?? [],
    async note(ids: readonly string[]): Promise<void> {
      const now = await read();
      await api.put({ _id: NOTE, ...(now && { _rev: now._rev }), ids });
    },
  };
}
