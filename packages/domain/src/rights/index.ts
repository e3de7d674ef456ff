export * from './readers.ts';
export * from './rights.ts';
export * from './rights-in-print.ts';
export * from './roles.ts';
export * from './server-acts.ts';
export * from './table.ts';
