export type { App } from './app.ts';
export { startPage } from './start-page.tsx';
