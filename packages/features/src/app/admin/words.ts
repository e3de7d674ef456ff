import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `admin`. */
export const adminWords = { en, ar } as const;
