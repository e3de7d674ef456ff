export * from './StandingBanners.tsx';
export { settingsWords } from './words.ts';
export type * from './workstation-settings.ts';
