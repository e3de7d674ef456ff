import { useMemo, useSyncExternalStore } from 'react';

/** Where the person is: a screen, and the call whose details lie over it. Kept in the page's address, so Back works. */
export interface Address {
  readonly screen: string;
  readonly call: string | null;
  /** Of a mail, by which somebody chooses a password. */
  readonly link: string | null;
}

export function addressFrom(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const asked = new URLSearchParams(query);
  return { screen: path || 'calls', call: asked.get('call'), link: asked.get('link') };
}

export function hashOf({ screen, call }: Pick<Address, 'screen' | 'call'>): string {
  return call === null ? `#/${screen}` : `#/${screen}?${new URLSearchParams({ call })}`;
}

export function useAddress(): Address {
  const hash = useSyncExternalStore(listen, () => location.hash);
  return useMemo(() => addressFrom(hash), [hash]);
}

/** Goes there; what is not named stays as it is. */
export function go(to: Partial<Address>): void {
  const next = { call: null, ...(to.screen === undefined ? { screen: addressFrom(location.hash).screen } : {}), ...to };
  location.hash = hashOf(next as Address);
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
