export * from './ChoiceList.tsx';
export * from './name-words.ts';
export * from './searchable.ts';
