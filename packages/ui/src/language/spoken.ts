import i18next from 'i18next';
import { isLanguage, type Language, localeOf } from './language.ts';

/** Says a key of the namespace in the language in force. Values are ICU arguments. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** Words of one namespace, with the language in force and its locale. */
export interface Spoken {
  readonly t: Say;
  readonly language: Language;
  readonly locale: string;
}

const spoken = new Map<string, Spoken>();
const heard = new Set<() => void>();

/** The same object for all who ask, until the language or the words change: a board asks some hundred times for each frame. */
export function spokenNow(namespace: string): Spoken {
  const known = spoken.get(namespace);
  if (known) return known;
  const language = isLanguage(i18next.language) ? i18next.language : 'en';
  const made = { t: sayIn(namespace, language), language, locale: localeOf[language] };
  if (i18next.isInitialized) spoken.set(namespace, made);
  return made;
}

/** Calls back whenever another language is spoken, or words have come. Answers how to end it. */
export function hearWords(changed: () => void): () => void {
  heard.add(changed);
  return () => void heard.delete(changed);
}

/** What was said before is not said any more. */
export function wordsChanged(): void {
  spoken.clear();
  for (const changed of heard) changed();
}

/** A word without values is looked up once. */
function sayIn(namespace: string, language: Language): Say {
  const translated = i18next.getFixedT(language, namespace);
  const said = new Map<string, string>();
  return (key, values) => {
    if (values) return translated(key, values);
    const known = said.get(key);
    if (known !== undefined) return known;
    const word = translated(key);
    said.set(key, word);
    return word;
  };
}
