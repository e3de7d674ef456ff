export * from './StandingBanners.tsx';
export { StationAbout, StationLine, StationPart } from './StationHere.tsx';
export { settingsWords } from './words.ts';
export type * from './workstation-settings.ts';
