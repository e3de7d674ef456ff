import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `handover`. */
export const handoverWords = { en, ar } as const;
