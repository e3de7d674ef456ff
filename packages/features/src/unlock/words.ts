import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `unlock`. */
export const unlockWords = { en, ar } as const;
