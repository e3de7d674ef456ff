export * from './StandingBanners.tsx';
export type * from './workstation-settings.ts';
