export * from './entries.ts';
export * from './member.ts';
