export * from './wards-api.ts';
