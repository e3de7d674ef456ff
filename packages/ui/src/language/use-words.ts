import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language, localeOf } from './language.ts';

/** Says a key of the namespace in the language in force. Values are ICU arguments. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** Words of one namespace (`ui` is this package's own), with the language in force and its locale. */
export function useWords(namespace: string): { readonly t: Say; readonly language: Language; readonly locale: string } {
  const { t: translated, i18n } = useTranslation(namespace);
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  const t = useCallback<Say>((key, values) => (values ? translated(key, values) : translated(key)), [translated]);
  return { t, language, locale: localeOf[language] };
}
