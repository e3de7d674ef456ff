import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `staff`. */
export const staffWords = { en, ar } as const;
