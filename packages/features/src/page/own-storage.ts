import type { App } from './app.ts';

/** The part of a browser's storage that pages use. */
export type OwnStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * One app's part of a storage that every page of this server can reach: an administrator's desk beside a ward in one browser is
 * another workstation, with a secret, a session and a witness of its own. The ward keeps the names that it has always had.
 */
export function ownPartOf(storage: OwnStorage, { kind }: Pick<App, 'kind'>): OwnStorage {
  const named = (key: string) => (kind === 'ward' ? key : `${kind}:${key}`);
  return {
    getItem: (key) => storage.getItem(named(key)),
    setItem: (key, value) => storage.setItem(named(key), value),
    removeItem: (key) => storage.removeItem(named(key)),
  };
}
