import type { WorkstationKind } from '@healthcare/desktop/api';
import type { AggregateName } from '@healthcare/domain';
import type { ReactNode } from 'react';
import type { Store } from '../app/index.ts';
import type { Ports } from '../state/index.ts';

/** What makes one app of the others: everything else of a page is the same. */
export interface App {
  /** Also the first part of every name under which it keeps something: pages of one server share a browser's storage. */
  readonly kind: WorkstationKind;
  /** The kinds of data it holds; all of them when it says nothing. */
  readonly holds?: readonly AggregateName[];
  /** Its screens. */
  readonly screens: (store: Store, ports: Ports) => ReactNode;
}
