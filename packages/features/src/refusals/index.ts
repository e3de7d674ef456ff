export * from './RefusalList.tsx';
export * from './refusals-api.ts';
export { refusalsWords } from './words.ts';
