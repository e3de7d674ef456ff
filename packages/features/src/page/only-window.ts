import type { App } from './app.ts';

/**
 * Two windows of one profile would write to one database. Resolves when this window is the only one; `waiting` is told when
 * another has it, and the promise resolves by itself once that one is closed.
 */
export function onlyWindow({ kind }: Pick<App, 'kind'>, waiting: () => void): Promise<void> {
  if (!('locks' in navigator)) return Promise.resolve(); // An address without TLS: the browser offers no locks there.
  const lockName = `healthcare.${kind}`;
  return new Promise((resolve) => {
    const forEver = new Promise<never>(() => undefined);
    const take = () => {
      resolve();
      return forEver;
    };
    void navigator.locks.request(lockName, { ifAvailable: true }, (lock) => {
      if (lock) return take();
      waiting();
      void navigator.locks.request(lockName, take);
      return undefined;
    });
  });
}
