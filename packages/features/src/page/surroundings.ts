import type { Banner, WorkstationApi } from '@healthcare/desktop/api';
import { bannerSentences } from '@healthcare/desktop/api';
import { workstationSecret } from '@healthcare/replica';
import type { Language } from '@healthcare/ui';
import type { StandingBanner, WorkstationSettings } from '../settings/index.ts';
import type { App } from './app.ts';
import type { OwnStorage } from './own-storage.ts';

declare global {
  interface Window {
    /** Only in the desktop. */
    readonly workstation?: WorkstationApi;
  }
}

/** What the workstation is told from outside: by the desktop and its policy, or by the page's own address. */
export interface Surroundings {
  /** Empty: the server that this page came from. */
  readonly serverUrl: string;
  readonly settings: WorkstationSettings;
  /** What proves which workstation this is. */
  readonly secret: string;
  /** Nobody has worked here before. */
  readonly isNew: boolean;
  /** A code for this machine, from its policy. */
  readonly enrolmentCode: string | null;
  readonly language: Language;
  readonly desktop: WorkstationApi | null;
}

export async function surroundings(app: App, profile: OwnStorage): Promise<Surroundings> {
  return window.workstation ? inDesktop(window.workstation) : inBrowser(app, profile);
}

async function inDesktop(desktop: WorkstationApi): Promise<Surroundings> {
  const [
    { serverUrl, kind, wardId, language, idleLockSeconds, pinRequired, boardInitialsOnly, banners, enrolmentCode },
    secret,
    { generation },
  ] = await Promise.all([desktop.settings(), desktop.secret(), desktop.witness.read()]);
  const settings = {
    kind,
    wardId,
    station: null,
    idleLockSeconds,
    pinRequired,
    boardInitialsOnly,
    banners: banners.map((banner) => standingBanner(banner, generation)),
  };
  return { serverUrl, settings, secret, isNew: generation <= 1, enrolmentCode, language: language ?? 'en', desktop };
}

/** That a computer was switched off in the middle is over once it is known; everything else stays for as long as it is so. */
function standingBanner(banner: Banner, start: number): StandingBanner {
  return banner === 'storage/stopped-uncleanly'
    ? { ...bannerSentences[banner], read: `${banner} ${start}` }
    : bannerSentences[banner];
}

/** A ward terminal is passed by everybody, a desk by few; a desktop's policy says it otherwise. */
function usualRules(
  kind: App['kind'],
): Pick<WorkstationSettings, 'idleLockSeconds' | 'pinRequired' | 'boardInitialsOnly'> {
  return { idleLockSeconds: kind === 'ward' ? 120 : 900, pinRequired: false, boardInitialsOnly: false };
}

/** A browser stands in a ward when its address says so: `/?ward=4B`. */
function inBrowser({ kind }: App, profile: OwnStorage): Surroundings {
  const wardId = new URLSearchParams(location.search).get('ward');
  const language = navigator.language.startsWith('ar') ? 'ar' : 'en';
  const settings: WorkstationSettings = { kind, wardId, station: null, ...usualRules(kind), banners: [] };
  const isNew = profile.getItem('healthcare.workstation') === null;
  const secret = workstationSecret(profile);
  return { serverUrl: '', settings, secret, isNew, enrolmentCode: null, language, desktop: null };
}
