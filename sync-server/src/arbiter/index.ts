export * from './arbiter.ts';
export * from './docket.ts';
export * from './ruling.ts';
