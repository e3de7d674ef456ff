import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `rights`. */
export const rightsWords = { en, ar } as const;
