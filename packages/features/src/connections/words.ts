import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `connections`. */
export const connectionsWords = { en, ar } as const;
