import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `disputes`. */
export const disputesWords = { en, ar } as const;
