import { Theme } from '@healthcare/ui';
import type { ReactNode } from 'react';
import { Provider } from 'react-redux';
import { type Ports, PortsContext } from '../state/index.ts';
import type { Store } from './store.ts';

export interface WorkplaceProps {
  readonly store: Store;
  readonly ports: Ports;
}

/** What every screen of every app stands in. `resumed()` has to be dispatched before, so that the first screen is the right one. */
export function Workplace({ store, ports, children }: WorkplaceProps & { readonly children: ReactNode }) {
  return (
    <Provider store={store}>
      <PortsContext value={ports}>
        <Theme>{children}</Theme>
      </PortsContext>
    </Provider>
  );
}
