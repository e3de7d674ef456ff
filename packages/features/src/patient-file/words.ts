import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `file`. */
export const fileWords = { en, ar } as const;
