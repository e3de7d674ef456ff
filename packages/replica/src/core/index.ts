export * from './contact.ts';
export * from './engine.ts';
export * from './held-row.ts';
export type { UnsentTotal } from './ledger.ts';
export * from './ports.ts';
export type { Progress } from './pull.ts';
export * from './standing-scopes.ts';
export * from './steady-clock.ts';
export { add, answered, receive } from './steps.ts';
