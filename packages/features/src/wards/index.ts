export * from './DemoPrimary.tsx';
export * from './PrimaryFaultLine.tsx';
export * from './station-name.ts';
export * from './use-primary-fault.ts';
export * from './wards-api.ts';
export { wardsWords } from './words.ts';
