export * from './corridor.ts';
export * from './room.ts';
