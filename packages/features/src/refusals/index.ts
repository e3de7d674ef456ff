export * from './RefusalList.tsx';
export { useWaitingCases, useWaitingRefusals } from './use-waiting-refusals.ts';
export { refusalsWords } from './words.ts';
