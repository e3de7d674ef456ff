import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `calls`. */
export const callsWords = { en, ar } as const;
