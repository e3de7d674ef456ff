import { searchable } from './searchable.ts';

/**
 * The words by which a name is found, folded. "Abd El-Rahman", "Abdelrahman" and "عبد الرحمن", "عبدالرحمن" are one word each, and an
 * article before a family name ("El-Masry", "المصري") makes no other name of it.
 */
export function nameWords(name: string): readonly string[] {
  const joined = searchable(name)
    .replace(/(?<=^|\s)عبد\s+(?=\p{L})/gu, 'عبد')
    .replace(/\babd[\s-]+(?:(?:el|al|ul)[\s-]*)?(?=\p{L})/gu, 'abdel')
    .replace(/\babd(?:al|ul)(?=\p{L})/gu, 'abdel')
    .replace(/\b(?:el|al)[\s-]+(?=\p{L})/gu, '');
  return joined.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** The word and, where it begins with an article that is written together with it, the word without. */
export function withoutArticle(word: string): readonly string[] {
  const bare = /^(?:ال|el|al)(?=\p{L}{3})/u.test(word) ? word.slice(2) : word;
  return bare === word ? [word] : [word, bare];
}
