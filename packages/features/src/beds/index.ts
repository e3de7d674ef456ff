export * from './BedsArea.tsx';
export type { CallPlace } from './board/BedBoard.tsx';
export { RoomDesk } from './room/RoomDesk.tsx';
export { useCurrentStaysQuery } from './stays-api.ts';
export { useBedDecisions } from './ward-beds.ts';
export { bedsWords } from './words.ts';
