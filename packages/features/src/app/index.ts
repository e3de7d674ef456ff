export * from './admin/AdminDesk.tsx';
export * from './store.ts';
export * from './Workstation.tsx';
export { addAllWords, allWords } from './words.ts';
