import ar from './language/words.ar.json' with { type: 'json' };
import en from './language/words.en.json' with { type: 'json' };

/** This package's own words, namespace `ui`. */
export const uiWords = { en, ar } as const;
