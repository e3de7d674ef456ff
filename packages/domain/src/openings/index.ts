export * from './entries.ts';
export * from './opening.ts';
