export * from './RefusalList.tsx';
export { useWaitingRefusals } from './use-waiting-refusals.ts';
export { refusalsWords } from './words.ts';
