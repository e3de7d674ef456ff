export * from './use-print.tsx';
