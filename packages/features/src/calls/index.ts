export * from './Announcer.tsx';
export { mayRaise } from './acts.ts';
export { byUrgency, isBoardView } from './board.ts';
export * from './CallBoard.tsx';
export * from './CallStrip.tsx';
export { type Call, isUnanswered } from './call.ts';
export { pulses, signOf, toneOf } from './call-signs.ts';
export { useCallWords } from './call-words.ts';
export {
  useClosedSinceQuery,
  useDisputedCallsQuery,
  useHistoryHeldQuery,
  useHistoryQuery,
  useOpenCallsHeldQuery,
  useOpenCallsQuery,
} from './calls-api.ts';
export * from './details/CallDetails.tsx';
export { useFactWords } from './details/fact-words.ts';
export * from './drafts-slice.ts';
export * from './EntryCalls.tsx';
export { EscalationRecorder } from './escalation/EscalationRecorder.tsx';
export { historyOf } from './history/call-history.ts';
export { type HistoryRow, historyRow } from './history/history-row.ts';
export * from './raise/CallsFromBed.tsx';
export { peopleOf } from './raise/MoreFacts.tsx';
export * from './raise/RaiseCall.tsx';
export { newDraft } from './raise/raise.ts';
export * from './resend/ResendCall.tsx';
export * from './silence-slice.ts';
export * from './sound/CallSounding.tsx';
export * from './sound/SoundControl.tsx';
export * from './sound/SoundSettings.tsx';
export { usualVolume } from './sound/volume.ts';
export * from './sound/web-audio-sound.ts';
export { useCallPlace } from './use-call-place.ts';
export { callsWords } from './words.ts';
