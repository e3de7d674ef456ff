export { offlineShell } from './offline-shell.ts';
export { pageBuild } from './page-build.ts';
export { themeCss } from './theme-css.ts';
