import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `sync`. */
export const syncWords = { en, ar } as const;
