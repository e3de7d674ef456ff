export * from './entries.ts';
export * from './national-id.ts';
export * from './patient.ts';
export * from './rights.ts';
export * from './view.ts';
