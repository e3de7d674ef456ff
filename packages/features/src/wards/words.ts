import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `wards`. */
export const wardsWords = { en, ar } as const;
