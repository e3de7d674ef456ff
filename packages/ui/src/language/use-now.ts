import { useSyncExternalStore } from 'react';

const heard = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The workstation's wall clock in ms. One timer for the whole page, so that all ages on a screen move together.
 * `everyMs` (whole seconds) is how often the caller wants to be drawn again: 60_000 for a clock without seconds.
 */
export function useNow(everyMs = 1000): number {
  const shown = () => (everyMs <= 1000 ? now : now - (now % everyMs));
  return useSyncExternalStore(listen, shown, shown);
}

function listen(changed: () => void): () => void {
  heard.add(changed);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, 1000);
  }
  return () => stopListening(changed);
}

function stopListening(changed: () => void): void {
  heard.delete(changed);
  if (heard.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

function tick(): void {
  now = Date.now();
  for (const changed of heard) changed();
}
