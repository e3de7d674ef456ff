import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** Namespace `enrolment`. */
export const enrolmentWords = { en, ar } as const;
