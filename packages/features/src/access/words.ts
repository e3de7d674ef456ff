import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `access`. */
export const accessWords = { en, ar } as const;
