export * from './app/store.ts';
export * from './app/Workstation.tsx';
export { addAllWords, allWords } from './app/words.ts';
export { webAudioSound } from './calls/index.ts';
export { resumed } from './session/index.ts';
export type { WorkstationSettings } from './settings/index.ts';
export { type Gate, type GateAnswer, type KeptSession, keptSessionIn, type Ports } from './state/index.ts';
