export { type Allergies, allergiesOf } from './allergies.ts';
export * from './PatientBanner.tsx';
export * from './PatientsScreen.tsx';
export { fileWords } from './words.ts';
