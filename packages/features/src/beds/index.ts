export * from './board/BedBoard.tsx';
export { useDeclinedClaims } from './ward-beds.ts';
export { bedsWords } from './words.ts';
