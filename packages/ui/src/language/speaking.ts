import i18next from 'i18next';
import ICU from 'i18next-icu';
import { readSetting, settingNames, writeSetting } from '../settings.ts';
import { uiWords } from '../words.ts';
import { type Bundle, directionOf, isLanguage, type Language, languages, localeOf, type Words } from './language.ts';
import { wordsChanged } from './spoken.ts';

const bundles = new Map<string, Bundle>([['ui', uiWords]]);

/** Adds the words of a feature under its own namespace; before or after the start. Read them with `useWords(namespace)`. */
export function addWords(namespace: string, words: Bundle): void {
  bundles.set(namespace, words);
  if (!i18next.isInitialized) return;
  for (const language of languages) i18next.addResourceBundle(language, namespace, words[language], true, true);
  wordsChanged(); // a feature loaded later brings its words with it: screens that are open say them at once
}

/**
 * Starts the language last chosen on this workstation, else `first`, and turns the page its way.
 * Synchronous: call it before the first render, so that no screen is ever drawn in the wrong direction.
 */
export function startLanguage(first: Language = 'en'): void {
  if (i18next.isInitialized) return;
  const chosen = readSetting(settingNames.language);
  const language = isLanguage(chosen) ? chosen : first;
  startWords(language);
  turnPage(language);
}

/** The words alone, for a place without a page (tests of components rendered to text). */
export function startWords(language: Language): void {
  void i18next
    .use(new ICU({ parseLngForICU: (spoken: string) => (isLanguage(spoken) ? localeOf[spoken] : spoken) }))
    .init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'ui',
      initAsync: false,
      resources: { en: spokenIn('en'), ar: spokenIn('ar') },
      interpolation: { escapeValue: false },
    });
  i18next.on('languageChanged', wordsChanged);
}

/** The one place where language and direction change together; kept for the next start of this workstation. */
export function speak(language: Language): void {
  writeSetting(settingNames.language, language);
  turnPage(language);
  void i18next.changeLanguage(language);
}

function spokenIn(language: Language): Record<string, Words> {
  return Object.fromEntries([...bundles].map(([namespace, words]) => [namespace, words[language]]));
}

function turnPage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf[language];
}
