export * from './call.ts';
export * from './entries.ts';
export * from './rights.ts';
export * from './view.ts';
