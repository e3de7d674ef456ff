export * from './SearchDialog.tsx';
export { searchWords } from './words.ts';
