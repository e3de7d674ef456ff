import type { SyncState } from '@healthcare/replica';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

const unknownYet: SyncState = {
  link: 'starting',
  sinceMs: 0,
  unsent: 0,
  oldestUnsentMs: null,
  refused: 0,
  progress: null,
  clockOffsetMs: null,
  sessionOver: null,
};

const slice = createSlice({
  name: 'sync',
  initialState: unknownYet,
  reducers: { syncChanged: (_state, { payload }: PayloadAction<SyncState>) => payload },
});

export const syncReducer = slice.reducer;
export const { syncChanged } = slice.actions;

export interface WithSync {
  readonly sync: SyncState;
}

export const syncOf = (state: WithSync): SyncState => state.sync;

/** Is it known that calls raised elsewhere reach this terminal? Only then may a screen say that there are none. */
export const hearsAll = ({ sync }: WithSync): boolean => sync.link === 'live';

/** Cut off: everything that comes from elsewhere may be missing. */
export const isCut = ({ sync }: WithSync): boolean => sync.link === 'disconnected' || sync.link === 'signed-out';
