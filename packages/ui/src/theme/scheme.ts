import { useSyncExternalStore } from 'react';

export type Scheme = 'light' | 'dark';

const remembered = 'healthcare.scheme';
const heard = new Set<() => void>();
let scheme: Scheme = readScheme();

function readScheme(): Scheme {
  if (typeof localStorage === 'undefined') return 'light';
  return localStorage.getItem(remembered) === 'dark' ? 'dark' : 'light';
}

/** Day or night colours, as last chosen on this workstation. */
export function useScheme(): Scheme {
  return useSyncExternalStore(
    (changed) => {
      heard.add(changed);
      return () => heard.delete(changed);
    },
    () => scheme,
  );
}

export function chooseScheme(next: Scheme): void {
  scheme = next;
  localStorage.setItem(remembered, next);
  for (const changed of heard) changed();
}
