import type { CallKind, CallPriority } from '@healthcare/domain/calls';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { personLeft, placeChanged, sessionEnded } from '../session/index.ts';

/** A call that somebody has begun to raise; kept while they look something up. Ids are made with what it says, so that raising it twice is raising once. */
export interface RaiseDraft {
  readonly callId: string;
  readonly entryId: string;
  readonly kind: CallKind;
  readonly priority: CallPriority;
  readonly roomId: string | null;
  /** Label of the bed; null is the whole room. */
  readonly bed: string | null;
  readonly patient: string;
  /** The patient's document; null where they are words only. Absent in what an older program kept. */
  readonly patientId?: string | null;
  readonly doctor: string | null;
  readonly nurse: string | null;
  readonly disease: string;
  readonly treatment: string;
  readonly description: string;
}

export interface DraftsState {
  readonly raise: RaiseDraft | null;
  /** Reasons begun, by act and call: `cancelled/<id>`. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const noDrafts: DraftsState = { raise: null, reasons: {} };

/** Whether somebody has said more than where and how urgent. */
function hasWords(raise: RaiseDraft | null): boolean {
  return (
    raise !== null &&
    [raise.patient, raise.doctor, raise.nurse, raise.disease, raise.treatment, raise.description].some(Boolean)
  );
}

/** A form that was opened before the draft had come back takes its words, and stays where it was opened. */
function atPlaceOf(kept: RaiseDraft | null, begun: RaiseDraft | null): RaiseDraft | null {
  if (kept === null || begun === null) return kept ?? begun;
  return begun.roomId === null ? kept : { ...kept, roomId: begun.roomId, bed: begun.bed };
}

const slice = createSlice({
  name: 'drafts',
  initialState: noDrafts,
  reducers: {
    raiseBegun: (state, { payload }: PayloadAction<RaiseDraft>) => ({ ...state, raise: payload }),
    raiseChanged: (state, { payload }: PayloadAction<Partial<RaiseDraft>>) => ({
      ...state,
      raise: state.raise && { ...state.raise, ...payload },
    }),
    /** What this person had begun here before; what they have begun since stays. */
    draftsKept: (state, { payload }: PayloadAction<DraftsState>) => ({
      raise: hasWords(state.raise) ? state.raise : atPlaceOf(payload.raise, state.raise),
      reasons: { ...payload.reasons, ...state.reasons },
    }),
    raiseDropped: (state) => ({ ...state, raise: null }),
    reasonChanged: (state, { payload }: PayloadAction<{ readonly of: string; readonly text: string }>) => ({
      ...state,
      reasons: { ...state.reasons, [payload.of]: payload.text },
    }),
    reasonDropped: (state, { payload }: PayloadAction<string>) => ({
      ...state,
      reasons: Object.fromEntries(Object.entries(state.reasons).filter(([of]) => of !== payload)),
    }),
  },
  // What one person began is not shown to the next.
  extraReducers: (builder) =>
    builder
      .addCase(personLeft, () => noDrafts)
      .addCase(sessionEnded, () => noDrafts)
      // Its room is perhaps one of another ward now.
      .addCase(placeChanged, (state) => ({ ...state, raise: null })),
});

export const draftsReducer = slice.reducer;
export const { draftsKept, raiseBegun, raiseChanged, raiseDropped, reasonChanged, reasonDropped } = slice.actions;

export interface WithDrafts {
  readonly drafts: DraftsState;
}

export const raiseDraftOf = (state: WithDrafts): RaiseDraft | null => state.drafts.raise;
export const reasonDraftOf =
  (of: string) =>
  (state: WithDrafts): string =>
    state.drafts.reasons[of] ?? '';
