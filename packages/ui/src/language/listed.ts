import type { Language } from './language.ts';

/** Names, numbers or facts one after another, with the comma of the language. */
export function listed(items: readonly string[], language: Language): string {
  return items.join(language === 'ar' ? '، ' : ', ');
}
