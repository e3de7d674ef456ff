import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { personLeft, sessionEnded } from '../session/index.ts';

/** What stands in a form: plain values by field. */
export type FormFields = Readonly<Record<string, string | boolean | null>>;

/** Forms that somebody has begun and not saved, by what they are about: `register`, `history/<patient>`. */
export type FormsState = Readonly<Record<string, FormFields>>;

const none: FormsState = {};

const slice = createSlice({
  name: 'forms',
  initialState: none,
  reducers: {
    formChanged: (state, { payload }: PayloadAction<{ readonly of: string; readonly fields: FormFields }>) => ({
      ...state,
      [payload.of]: payload.fields,
    }),
    formDropped: (state, { payload }: PayloadAction<string>) =>
      Object.fromEntries(Object.entries(state).filter(([of]) => of !== payload)),
    /** What this person had begun here before; what they have begun since stays. */
    formsKept: (state, { payload }: PayloadAction<FormsState>) => ({ ...payload, ...state }),
  },
  // What one person began is not shown to the next.
  extraReducers: (builder) => builder.addCase(personLeft, () => none).addCase(sessionEnded, () => none),
});

export const formsReducer = slice.reducer;
export const { formChanged, formDropped, formsKept } = slice.actions;

export interface WithForms {
  readonly forms: FormsState;
}
