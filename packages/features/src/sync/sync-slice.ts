import type { SyncState } from '@healthcare/replica';
import { createSelector, createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** The replica's word, and the most that was unsent since everything was last on the server. */
type Sync = SyncState & { readonly mostUnsent: number };

const unknownYet: Sync = {
  link: 'starting',
  sealed: false,
  joined: false,
  sinceMs: 0,
  unsent: 0,
  oldestUnsentMs: null,
  refused: 0,
  progress: null,
  clockOffsetMs: null,
  sessionOver: null,
  otherVersion: null,
  awaitsServer: 0,
  olderServer: false,
  filesToSend: null,
  mostUnsent: 0,
};

const slice = createSlice({
  name: 'sync',
  initialState: unknownYet,
  reducers: {
    syncChanged: ({ mostUnsent }, { payload }: PayloadAction<SyncState>): Sync => ({
      ...payload,
      mostUnsent: payload.unsent === 0 ? 0 : Math.max(mostUnsent, payload.unsent),
    }),
  },
});

export const syncReducer = slice.reducer;
export const { syncChanged } = slice.actions;

export interface WithSync {
  readonly sync: Sync;
}

export const syncOf = (state: WithSync): Sync => state.sync;

/** While the line is up: entries that have reached the server, of those that waited for it. */
export const backlogOf = createSelector([syncOf], ({ link, unsent, mostUnsent }) =>
  link === 'live' || link === 'catching-up' ? { sent: mostUnsent - unsent, total: mostUnsent } : { sent: 0, total: 0 },
);

/** Is it known that calls raised elsewhere reach this terminal? Only then may a screen say that there are none. */
export const hearsAll = ({ sync }: WithSync): boolean => sync.joined;

/** Is the server heard, also while something still waits? */
export const hearsServer = ({ sync }: WithSync): boolean => sync.link === 'live' || sync.link === 'catching-up';

/** Nothing that is kept here can be read before somebody has unlocked this workstation. */
export const isSealed = ({ sync }: WithSync): boolean => sync.sealed;

/** Cut off: everything that comes from elsewhere may be missing. */
export const isCut = ({ sync }: WithSync): boolean => sync.link === 'disconnected' || sync.link === 'signed-out';
