import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `patients`. */
export const patientsWords = { en, ar } as const;
