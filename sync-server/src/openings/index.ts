export { OpeningsFollowed } from './follow-openings.ts';
export { readerRoutes } from './reader-routes.ts';
