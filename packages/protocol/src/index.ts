export * from './database.ts';
export * from './factors.ts';
export * from './live.ts';
export * from './problem.ts';
export * from './proof.ts';
export * from './refusals.ts';
export * from './session.ts';
export * from './version.ts';
