export * from './aggregates.ts';
export * from './kernel/index.ts';
export * from './refusals/index.ts';
export * from './rights/index.ts';
