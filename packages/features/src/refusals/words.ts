import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `refusals`. */
export const refusalsWords = { en, ar } as const;
