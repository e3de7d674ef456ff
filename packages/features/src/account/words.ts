import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `account`. */
export const accountWords = { en, ar } as const;
