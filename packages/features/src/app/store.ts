import { configureStore } from '@reduxjs/toolkit';
import { draftsReducer, silenceReducer } from '../calls/index.ts';
import { formsReducer } from '../drafts/index.ts';
import { ended, reassigned, sessionReducer } from '../session/index.ts';
import { type Ports, replicaApi } from '../state/index.ts';
import { syncChanged, syncReducer } from '../sync/index.ts';
import { keepDrafts } from './kept-drafts.ts';

/** The state of one workstation: what is not data in slices, data through `replicaApi`. */
export function makeStore(ports: Ports) {
  const store = configureStore({
    reducer: {
      session: sessionReducer,
      sync: syncReducer,
      drafts: draftsReducer,
      forms: formsReducer,
      silence: silenceReducer,
      [replicaApi.reducerPath]: replicaApi.reducer,
    },
    middleware: (defaults) =>
      // Both checks walk every document at every change; what flows here is frozen and plain by the replica's contract.
      defaults({ thunk: { extraArgument: ports }, serializableCheck: false, immutableCheck: false }).concat(
        replicaApi.middleware,
      ),
  });
  ports.replica.session.subscribe((session) => {
    if (session) store.dispatch(reassigned(session));
  });
  let over: string | null = null;
  ports.replica.sync.subscribe((sync) => {
    store.dispatch(syncChanged(sync));
    const news = sync.sessionOver !== over;
    over = sync.sessionOver;
    // Told once: while somebody signs in again, the old end must not end the new session.
    if (news && over !== null) store.dispatch(ended(over));
  });
  keepDrafts(store, ports);
  return store;
}

export type Store = ReturnType<typeof makeStore>;
export type Dispatch = Store['dispatch'];
export type State = ReturnType<Store['getState']>;
