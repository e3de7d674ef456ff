export * from './entries.ts';
export * from './record.ts';
