// Bundled to one script and injected before any other into every document (main/page-scripts.ts).
export { isolatedWorld } from './isolated-world.ts';
export { mainWorld } from './main-world.ts';
