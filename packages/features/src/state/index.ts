export * from './address.ts';
export * from './gate.ts';
export * from './kept-session.ts';
export * from './ports.ts';
export * from './ports-context.ts';
export * from './replica-api.ts';
export * from './sound.ts';
export * from './streamed.ts';
