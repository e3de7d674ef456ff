export * from './arbiter.ts';
export * from './docket.ts';
export * from './ruling.ts';
export * from './seat.ts';
