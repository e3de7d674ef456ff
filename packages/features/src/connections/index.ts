export * from './ConnectionList.tsx';
export { connectionsWords } from './words.ts';
