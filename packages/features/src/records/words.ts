import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `records`. */
export const recordsWords = { en, ar } as const;
