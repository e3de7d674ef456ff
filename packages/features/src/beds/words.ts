import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `beds`. */
export const bedsWords = { en, ar } as const;
