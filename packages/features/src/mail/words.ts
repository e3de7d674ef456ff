import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `mail`. */
export const mailWords = { en, ar } as const;
