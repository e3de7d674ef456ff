export * from './doctors.ts';
export * from './names.ts';
export * from './staff-api.ts';
export { staffWords } from './words.ts';
