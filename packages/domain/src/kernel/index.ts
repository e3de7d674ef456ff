export * from './aggregate.ts';
export * from './dispute.ts';
export * from './entry.ts';
export * from './fold.ts';
export * from './history.ts';
export * from './judge.ts';
export * from './refusal.ts';
export * from './stamp.ts';
