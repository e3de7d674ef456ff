export * from './codes.ts';
export * from './sentence.ts';
