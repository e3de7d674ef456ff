import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `session`. */
export const sessionWords = { en, ar } as const;
