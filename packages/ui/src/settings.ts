/** Where a workstation keeps choices that are nobody's health: look and language. Never a patient, never a session. */
export interface KeptSettings {
  readonly read: (name: SettingName) => string | null;
  readonly write: (name: SettingName, value: string) => void;
}

/** The page's early script (`build/early-page.ts`) reads the same names before the first paint. */
export const settingNames = { language: 'healthcare.language', scheme: 'healthcare.scheme' } as const;
export type SettingName = (typeof settingNames)[keyof typeof settingNames];

const inPage: KeptSettings = {
  read: (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      // No storage (a locked-down browser, a test without a page): the product's own first choice holds.
      return null;
    }
  },
  write: (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Full or forbidden storage: the choice holds until the page closes, and nothing else depends on it.
    }
  },
};

let kept = inPage;

/** Keeps the choices elsewhere than in the page's own storage. To be called before `startLanguage`. */
export function keepSettingsIn(settings: KeptSettings): void {
  kept = settings;
}

export const readSetting: KeptSettings['read'] = (name) => kept.read(name);
export const writeSetting: KeptSettings['write'] = (name, value) => kept.write(name, value);
