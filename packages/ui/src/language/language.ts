import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';

export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

/** `ar-u-nu-latn`: Arabic words and plurals, Latin digits in every formatted number (clinical numbers stay Latin). */
export const localeOf = { en: 'en-GB', ar: 'ar-u-nu-latn' } as const satisfies Record<Language, string>;
export const directionOf = { en: 'ltr', ar: 'rtl' } as const satisfies Record<Language, 'ltr' | 'rtl'>;

/** Nested words of one namespace, the same keys in both languages; messages are ICU. */
export interface Words {
  readonly [key: string]: string | Words;
}

const remembered = 'healthcare.language';

/** Starts the language engine once; the language last chosen on this workstation, else `first`. */
export function startLanguage(first: Language = 'en'): void {
  const chosen = languages.find((one) => one === localStorage.getItem(remembered)) ?? first;
  void i18next
    .use(new ICU({ parseLngForICU: (language: string) => localeOf[language as Language] ?? language }))
    .use(initReactI18next)
    .init({ lng: chosen, fallbackLng: false, defaultNS: 'ui', resources: {}, interpolation: { escapeValue: false } });
  turnPage(chosen);
}

/** Adds the words of a feature under its own namespace. */
export function addWords(namespace: string, words: Readonly<Record<Language, Words>>): void {
  for (const language of languages) i18next.addResourceBundle(language, namespace, words[language], true, true);
}

/** The one place where language and direction change together. Not clinical, so it is kept in the page's own storage. */
export function speak(language: Language): void {
  localStorage.setItem(remembered, language);
  turnPage(language);
  void i18next.changeLanguage(language);
}

function turnPage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf[language];
}
