import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, languages, localeOf, type Words } from '../language/language.ts';

/** Counts that reach all six Arabic plural forms and the two English ones. */
const counts = [0, 1, 2, 3, 11, 100];

/** What is wrong with a set of words: keys missing in one language, messages that cannot be said. Empty when nothing is. */
export function faultsIn(words: Readonly<Record<Language, Words>>): readonly string[] {
  const en = flat(words.en);
  const ar = flat(words.ar);
  return [
    ...[...en.keys()].filter((key) => !ar.has(key)).map((key) => `${key}: missing in ar`),
    ...[...ar.keys()].filter((key) => !en.has(key)).map((key) => `${key}: missing in en`),
    ...languages.flatMap((language) => unsayable(flat(words[language]), language)),
  ];
}

function flat(words: Words, prefix = ''): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words))
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text);
  return all;
}

function unsayable(messages: ReadonlyMap<string, string>, language: Language): readonly string[] {
  return [...messages].flatMap(([key, text]) =>
    counts
      .map((count) => problemOf(text, language, count))
      .filter((problem) => problem !== undefined)
      .slice(0, 1)
      .map((problem) => `${key}: cannot be said in ${language}: ${problem}`),
  );
}

function problemOf(text: string, language: Language, count: number): string | undefined {
  const values = new Proxy({}, { get: () => count, has: () => true, getOwnPropertyDescriptor: () => descriptor });
  try {
    const said = new IntlMessageFormat(text, localeOf[language], undefined, { ignoreTag: true }).format(values);
    return String(said).trim() === '' ? 'it says nothing' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const descriptor = { configurable: true, enumerable: true };
