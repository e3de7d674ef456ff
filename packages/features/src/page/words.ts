import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `page`. */
export const pageWords = { en, ar } as const;
