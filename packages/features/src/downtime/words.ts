import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `downtime`. */
export const downtimeWords = { en, ar } as const;
