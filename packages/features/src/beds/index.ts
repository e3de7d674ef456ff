export * from './BedsArea.tsx';
export { type BedPatient, type PatientsById, patientOf } from './bed-patients.ts';
export type { CallPlace } from './board/BedBoard.tsx';
export { inFull } from './plain-time.ts';
export { RoomDesk } from './room/RoomDesk.tsx';
export { type Stay, useAllStaysQuery, useCurrentStaysQuery } from './stays-api.ts';
export { useStayAct } from './use-stay-act.ts';
export { kindOf, useBedDecisions, wardBeds } from './ward-beds.ts';
export { bedsWords } from './words.ts';
