import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `search`. */
export const searchWords = { en, ar } as const;
