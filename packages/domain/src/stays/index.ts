export * from './beds.ts';
export * from './entries.ts';
export * from './figures.ts';
export * from './rights.ts';
export * from './stay.ts';
export * from './suitability.ts';
export * from './view.ts';
export * from './ward-counts.ts';
