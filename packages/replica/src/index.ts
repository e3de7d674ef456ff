export type * from './replica.ts';
