export * from './codes.ts';
export * from './handling.ts';
export * from './sentence.ts';
export * from './unproven.ts';
