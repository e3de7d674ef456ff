export { type Audit, type Happened, openAudit } from './audit.ts';
export { auditRoutes, ownReaders } from './audit-routes.ts';
export { personOf, watched } from './watched.ts';
