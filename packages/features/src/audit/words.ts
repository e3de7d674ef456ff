import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `audit`. */
export const auditWords = { en, ar } as const;
