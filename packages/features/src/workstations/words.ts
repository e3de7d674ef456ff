import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `workstations`. */
export const workstationsWords = { en, ar } as const;
