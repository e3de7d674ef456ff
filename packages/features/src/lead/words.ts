import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `lead`. */
export const leadWords = { en, ar } as const;
