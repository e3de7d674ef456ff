export * from './server-process.ts';
export * from './small-ward.ts';
