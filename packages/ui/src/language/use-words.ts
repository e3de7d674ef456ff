import { useTranslation } from 'react-i18next';
import { type Language, localeOf } from './language.ts';

/** Says a key of the namespace in the language in force. Values are ICU arguments. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** Words of one namespace (`ui` is this package's own), with the language in force and its locale. */
export function useWords(namespace: string): { readonly t: Say; readonly language: Language; readonly locale: string } {
  const { t, i18n } = useTranslation(namespace);
  const language: Language = i18n.language === 'ar' ? 'ar' : 'en';
  const say: Say = (key, values) => (values ? t(key, values) : t(key));
  return { t: say, language, locale: localeOf[language] };
}
