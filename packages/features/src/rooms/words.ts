import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `rooms`. */
export const roomsWords = { en, ar } as const;
