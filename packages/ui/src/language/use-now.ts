import { useSyncExternalStore } from 'react';

const heard = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(changed: () => void): () => void {
  heard.add(changed);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, 1000);
  }
  return () => {
    heard.delete(changed);
    if (heard.size > 0 || timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const changed of heard) changed();
}

/** The workstation's wall clock in ms, moved on once a second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => now);
}
