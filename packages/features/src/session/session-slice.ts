import type { Person } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Who stands at the terminal. `over`: why the last session cannot go on, as the server said it. */
export interface SessionState {
  readonly session: Session | null;
  readonly over: string | null;
  /** The session as it was before role, ward or scopes changed under it. */
  readonly before: Session | null;
}

const nobody: SessionState = { session: null, over: null, before: null };

const slice = createSlice({
  name: 'session',
  initialState: nobody,
  reducers: {
    personCame: (_state, { payload }: PayloadAction<Session>) => ({ ...nobody, session: payload }),
    personLeft: () => nobody,
    sessionEnded: (_state, { payload }: PayloadAction<string>) => ({ ...nobody, over: payload }),
    placeChanged: ({ session }, { payload }: PayloadAction<Session>) => ({
      ...nobody,
      session: payload,
      before: session,
    }),
  },
});

export const sessionReducer = slice.reducer;
export const { personCame, personLeft, placeChanged, sessionEnded } = slice.actions;

export interface WithSession {
  readonly session: SessionState;
}

export const sessionOf = (state: WithSession): Session | null => state.session.session;
export const beforeOf = (state: WithSession): Session | null => state.session.before;
export const overOf = (state: WithSession): string | null => state.session.over;

/** The person, as the rights table asks for them. */
export function personOf(session: Session): Person {
  return { user: session.user, role: session.role, wards: session.wards };
}
