export * from './call.ts';
export * from './entries.ts';
export * from './figures.ts';
export * from './response-table.ts';
export * from './rights.ts';
export * from './view.ts';
