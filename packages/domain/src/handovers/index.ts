export * from './entries.ts';
export * from './handover.ts';
export * from './view.ts';
