export * from './app/index.ts';
export type { WorkstationSettings } from './settings/index.ts';
export type { Gate, GateAnswer, KeptSession, Ports } from './state/index.ts';
