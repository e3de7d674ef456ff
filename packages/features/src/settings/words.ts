import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `settings`. */
export const settingsWords = { en, ar } as const;
