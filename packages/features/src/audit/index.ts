export { AuditDesk } from './AuditDesk.tsx';
export { auditWords } from './words.ts';
