import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Silence } from './sounding.ts';

export interface SilenceState {
  readonly now: Silence | null;
}

const slice = createSlice({
  name: 'silence',
  initialState: { now: null } as SilenceState,
  reducers: {
    silenced: (_state, { payload }: PayloadAction<Silence>) => ({ now: payload }),
    soundedAgain: () => ({ now: null }),
  },
});

export const silenceReducer = slice.reducer;
export const { silenced, soundedAgain } = slice.actions;

export interface WithSilence {
  readonly silence: SilenceState;
}

export const silenceOf = (state: WithSilence): Silence | null => state.silence.now;
