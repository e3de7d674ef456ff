export * from './rights.ts';
export * from './roles.ts';
