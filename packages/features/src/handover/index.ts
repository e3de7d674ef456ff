export * from './HandoverScreen.tsx';
export { patientsOf } from './open-work.ts';
export { shiftAt } from './shift.ts';
export { handoverWords } from './words.ts';
