import { useSyncExternalStore } from 'react';
import { readSetting, settingNames, writeSetting } from '../settings.ts';

/** Day or night colours. */
export type Scheme = 'light' | 'dark';

const heard = new Set<() => void>();
let scheme: Scheme | undefined;

/** Day or night colours, as last chosen on this workstation; day at the very first start. */
export function useScheme(): Scheme {
  return useSyncExternalStore(listen, schemeInForce, schemeInForce);
}

/** Chooses the colours of this workstation, now and at its next start. */
export function chooseScheme(next: Scheme): void {
  scheme = next;
  writeSetting(settingNames.scheme, next);
  for (const changed of heard) changed();
}

function listen(changed: () => void): () => void {
  heard.add(changed);
  return () => heard.delete(changed);
}

function schemeInForce(): Scheme {
  scheme ??= readSetting(settingNames.scheme) === 'dark' ? 'dark' : 'light';
  return scheme;
}
