import { IntlMessageFormat } from 'intl-messageformat';
import { type Bundle, type Language, languages, localeOf, type Words } from '../language/language.ts';

/** Counts that reach all six Arabic plural forms and the two English ones. */
const counts = [0, 1, 2, 3, 11, 100];

/**
 * What is wrong with the words of some namespaces: keys missing in one language, different arguments, messages that cannot be said
 * for one of the counts, or say nothing. Each fault names namespace, key and language; empty when nothing is wrong.
 */
export function missingWords(bundles: Readonly<Record<string, Bundle>>): readonly string[] {
  return Object.entries(bundles).flatMap(([namespace, { en, ar }]) => {
    const said = { en: flat(en), ar: flat(ar) };
    return [
      ...[...said.en.keys()].filter((key) => !said.ar.has(key)).map((key) => `${key}: missing in ar`),
      ...[...said.ar.keys()].filter((key) => !said.en.has(key)).map((key) => `${key}: missing in en`),
      ...languages.flatMap((language) => unsayable(said[language], language)),
      ...[...said.en].flatMap(([key, text]) => strangers(key, text, said.ar.get(key))),
    ].map((fault) => `${namespace}:${fault}`);
  });
}

function flat(words: Words, prefix = ''): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words))
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text);
  return all;
}

function unsayable(messages: ReadonlyMap<string, string>, language: Language): readonly string[] {
  return [...messages].flatMap(([key, text]) => {
    const problem = counts.map((count) => problemOf(text, language, count)).find((one) => one !== undefined);
    return problem === undefined ? [] : [`${key}: cannot be said in ${language}: ${problem}`];
  });
}

function problemOf(text: string, language: Language, count: number): string | undefined {
  const values = new Proxy({}, { get: () => count, has: () => true, getOwnPropertyDescriptor: () => descriptor });
  try {
    const said = messageOf(text, language).format(values);
    return String(said).trim() === '' ? 'it says nothing' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const descriptor = { configurable: true, enumerable: true };

/** An argument only one language names is a slip of the pen: it is written on the screen as nothing, or as an error. */
function strangers(key: string, en: string, ar: string | undefined): readonly string[] {
  if (ar === undefined) return [];
  const [english, arabic] = [argumentsOf(en, 'en'), argumentsOf(ar, 'ar')];
  // Arabic may need to know more (the gender of a person), never anything English does not pass; English may stay silent on it.
  return [...english].filter((name) => !arabic.has(name)).map((name) => `${key}: {${name}} is not said in ar`);
}

function argumentsOf(text: string, language: Language): ReadonlySet<string> {
  try {
    return namesIn(messageOf(text, language).getAst());
  } catch {
    // A message that cannot be parsed is already reported by `unsayable`.
    return new Set();
  }
}

function namesIn(part: unknown): ReadonlySet<string> {
  if (part === null || typeof part !== 'object') return new Set();
  // Types 1…6 of the ICU syntax tree carry an argument; 0 is text, 7 the `#` of a plural.
  const named = 'type' in part && 'value' in part && Number(part.type) >= 1 && Number(part.type) <= 6;
  const inner = Object.values(part).flatMap((one) => [...namesIn(one)]);
  return new Set(named ? [String(part.value), ...inner] : inner);
}

function messageOf(text: string, language: Language): IntlMessageFormat {
  return new IntlMessageFormat(text, localeOf[language], undefined, { ignoreTag: true });
}
