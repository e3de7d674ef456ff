export * from './entries.ts';
export * from './escalation.ts';
export * from './primary.ts';
export * from './ward.ts';
