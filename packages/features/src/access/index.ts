export * from './FileReaderList.tsx';
export { openingsIn } from './openings.ts';
export * from './use-file-opened.ts';
export * from './use-file-readers.ts';
export { accessWords } from './words.ts';
